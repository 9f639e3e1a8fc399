package dev.freehold.custody.checks;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.KeyUseLedger;
import dev.freehold.custody.access.RootCall;
import dev.freehold.custody.bundles.WrappedRoot;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/**
 * Asks one root of a policy, even if the other one would be enough, and discards the key. Each call
 * is recorded. Safe for use by many threads.
 */
public final class RootProbe {

  private final RootCall call;

  /** Asks {@code vaults} and records in {@code ledger}. */
  public RootProbe(RootVaults vaults, Ledger ledger, MeterRegistry meters) {
    this.call = new RootCall(vaults, new KeyUseLedger(ledger), meters);
  }

  /**
   * Unwraps the policy's key by one root and compares it with its commitment.
   *
   * @param slot 1 or 2
   * @return why the root did not give the policy's key; empty if it did
   * @throws dev.freehold.custody.KeyAccessException {@code NOT_RECORDED}
   */
  public Optional<RootFailure> ask(OpenablePolicy policy, int slot, Requester requester) {
    WrappedRoot root = policy.key().roots().get(slot - 1);
    RootAnswer<Key256> answer = call.ask(policy, root);
    call.record(policy, root, requester, answer);
    return switch (answer) {
      case Given<Key256>(Key256 key) -> {
        key.close();
        yield Optional.empty();
      }
      case NotGiven<Key256>(RootFailure failure) -> Optional.of(failure);
    };
  }
}
