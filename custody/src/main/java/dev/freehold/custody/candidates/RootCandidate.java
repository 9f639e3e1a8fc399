package dev.freehold.custody.candidates;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootFailure.Kind;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.roots.VaultCaller;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One key that is to become a root, and what was found out about it. There is a look for each
 * {@link RootRule}; those that it needs hold when it is taken. Used by one thread.
 */
final class RootCandidate {

  private final VaultCaller caller;
  private final String named;
  private final RootBinding binding;
  private final VaultAllowList allowList;
  private RootKeyUri uri;
  private RootAnswer<RootKeyFacts> described;
  private RootKeyFacts facts;
  private Key256 nobodys;
  private byte[] wrapped;
  private boolean isSameBack;

  RootCandidate(VaultCaller caller, String named, RootBinding binding, VaultAllowList allowList) {
    this.caller = caller;
    this.named = named;
    this.binding = binding;
    this.allowList = allowList;
  }

  /** The address, once it was found to be one. */
  Optional<RootKeyUri> uri() {
    return Optional.ofNullable(uri);
  }

  /** The key with the version that the vault named, once it did. */
  Optional<RootKeyUri> version() {
    return Optional.ofNullable(facts).map(RootKeyFacts::keyVersion);
  }

  /**
   * Gives a key that protects nothing, to be wrapped and unwrapped as a proof.
   *
   * @param nobodys is open until the last look
   */
  void proveBy(Key256 nobodys) {
    this.nobodys = nobodys;
  }

  /** What the vault told of it. */
  RootKeyFacts facts() {
    return facts;
  }

  void requireAddress() {
    uri = RootKeyUri.parse(named);
  }

  void requireExact() {
    RootRules.requireExact(uri);
  }

  void requireAllowed() {
    RootRules.requireAllowed(uri, allowList);
  }

  void requireAnswer() {
    described = binding.ask(caller, uri);
    requireNo(failure -> failure.kind() != Kind.REFUSED);
  }

  void requireMayGet() {
    requireNo(failure -> !failure.isKeyNotFound());
  }

  void requireExists() {
    facts = RootBinding.given(described, uri);
  }

  void requireMayWrap() {
    wrapped = binding.wrap(caller, facts.keyVersion(), nobodys);
  }

  void requireMayUnwrap() {
    isSameBack = binding.givesBack(caller, facts.keyVersion(), wrapped, nobodys);
  }

  void requireSameBack() {
    RootBinding.requireSame(isSameBack, facts.keyVersion());
  }

  /** Fails if the vault did not describe the key and {@code reason} takes its answer. */
  private void requireNo(Predicate<RootFailure> reason) {
    if (described instanceof RootAnswer.NotGiven<RootKeyFacts>(RootFailure failure)
        && reason.test(failure)) {
      throw RootBinding.failed(failure, uri);
    }
  }
}
