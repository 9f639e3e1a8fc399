package dev.freehold.custody.access;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.OpenablePolicy;
import dev.freehold.custody.hierarchy.WrappedRoot;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.ledger.Ledger;
import java.util.Optional;

/**
 * Asks one root of a policy on purpose, whatever the other one would say, and gives the key to
 * nobody. Each asking is recorded. Safe for use by many threads.
 */
public final class RootProbe {

  private final RootVaults vaults;
  private final KeyUseLedger uses;

  /** Asks {@code vaults} and records in {@code ledger}. */
  public RootProbe(RootVaults vaults, Ledger ledger) {
    this.vaults = vaults;
    this.uses = new KeyUseLedger(ledger);
  }

  /**
   * Unwraps the policy's key by one root and compares it with its commitment.
   *
   * @param slot 1 or 2
   * @return why the root did not give the policy's key; empty if it did
   */
  public Optional<RootFailure> ask(OpenablePolicy policy, int slot, Requester requester) {
    WrappedRoot root = policy.key().roots().get(slot - 1);
    RootAnswer<Key256> answer =
        RootAsker.checked(
            policy.key(),
            vaults.unwrap(policy.caller(), root.keyVersion(), root.wrapped().bytes()));
    return switch (answer) {
      case Given<Key256>(Key256 key) -> {
        key.close();
        uses.rootGave(policy.key(), root.keyVersion(), requester);
        yield Optional.empty();
      }
      case NotGiven<Key256>(RootFailure failure) -> {
        uses.rootFailed(policy.key(), root.keyVersion(), requester, failure);
        yield Optional.of(failure);
      }
    };
  }
}
