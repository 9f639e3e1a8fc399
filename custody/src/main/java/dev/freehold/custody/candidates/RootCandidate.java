package dev.freehold.custody.candidates;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootFailure.Kind;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.roots.VaultCaller;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/** One key that is to become a root, and what was found out about it. Used by one thread. */
final class RootCandidate {

  private final VaultCaller caller;
  private final String named;
  private final RootBinding binding;
  private final VaultAllowList allowList;
  private final Clock clock;
  private RootKeyUri uri;
  private RootAnswer<RootKeyFacts> described;
  private RootKeyFacts facts;
  private Key256 nobodys;
  private byte[] wrapped;
  private boolean isSameBack;

  RootCandidate(
      VaultCaller caller,
      String named,
      RootBinding binding,
      VaultAllowList allowList,
      Clock clock) {
    this.caller = caller;
    this.named = named;
    this.binding = binding;
    this.allowList = allowList;
    this.clock = clock;
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

  /**
   * Looks at a rule; those that it needs hold.
   *
   * @throws CustodyException with the rule's code if it is broken
   */
  void require(RootRule rule) {
    switch (rule) {
      case ADDRESS -> uri = RootKeyUri.parse(named);
      case EXACT_VERSION -> RootRules.requireExact(uri);
      case VAULT_ALLOWED -> RootRules.requireAllowed(uri, allowList);
      case VAULT_ANSWERS -> {
        described = binding.ask(caller, uri);
        requireNo(failure -> failure.kind() != Kind.REFUSED);
      }
      case MAY_GET -> requireNo(failure -> !failure.isKeyNotFound());
      case KEY_EXISTS -> facts = RootBinding.given(described, uri);
      case KEY_TYPE,
          KEY_SIZE,
          ENABLED,
          BEGUN,
          NO_EXPIRY,
          OPERATIONS,
          SOFT_DELETE,
          PURGE_PROTECTION ->
          RootRules.require(rule, facts, clock.instant());
      case MAY_WRAP -> wrapped = binding.wrap(caller, facts.keyVersion(), nobodys);
      case MAY_UNWRAP ->
          isSameBack = binding.givesBack(caller, facts.keyVersion(), wrapped, nobodys);
      case SAME_BACK -> RootBinding.requireSame(isSameBack, facts.keyVersion());
      case TWO_KEYS, TWO_VAULTS ->
          throw new IllegalArgumentException(rule + " is about both keys together");
    }
  }

  /** Fails if the vault did not describe the key for such a reason. */
  private void requireNo(Predicate<RootFailure> reason) {
    if (described instanceof RootAnswer.NotGiven<RootKeyFacts>(RootFailure failure)
        && reason.test(failure)) {
      throw RootBinding.failed(failure, uri);
    }
  }
}
