package dev.freehold.custody.access;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.bundles.WrappedRoot;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootVaults;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Asks one root for a policy's key. A key that does not match the commitment is discarded. */
public final class RootCall {

  /** The code of an unwrapped key that is not the policy's. */
  public static final String COMMITMENT_MISMATCH = "commitment-mismatch";

  private final RootVaults vaults;
  private final KeyUseLedger ledger;
  private final MeterRegistry meters;

  /** Asks {@code vaults}, and records each asking in {@code ledger}. */
  public RootCall(RootVaults vaults, KeyUseLedger ledger, MeterRegistry meters) {
    this.vaults = vaults;
    this.ledger = ledger;
    this.meters = meters;
  }

  /** Calls the vault; what comes back must be {@link #record recorded} before it is used. */
  public RootAnswer<Key256> ask(OpenablePolicy policy, WrappedRoot root) {
    return checked(
        policy.key(), vaults.unwrap(policy.caller(), root.keyVersion(), root.wrapped().bytes()));
  }

  /** Writes the answer to the ledger; a key whose entry cannot be written is closed. */
  public void record(
      OpenablePolicy policy, WrappedRoot root, Requester requester, RootAnswer<Key256> answer) {
    switch (answer) {
      case Given<Key256>(Key256 depKey) -> {
        count("given");
        recordOrClose(depKey, () -> ledger.rootGave(policy.key(), root.keyVersion(), requester));
      }
      case NotGiven<Key256>(RootFailure failure) -> {
        count(failure.kind().name().toLowerCase(Locale.ROOT));
        ledger.rootFailed(policy.key(), root.keyVersion(), requester, failure);
      }
    }
  }

  /** Writes that a call was given up because the other root had given {@code depKey}. */
  void recordCancelled(
      OpenablePolicy policy, WrappedRoot root, Requester requester, Key256 depKey) {
    count("cancelled");
    recordOrClose(depKey, () -> ledger.rootCancelled(policy.key(), root.keyVersion(), requester));
  }

  private static RootAnswer<Key256> checked(WrappedPolicyKey key, RootAnswer<Key256> answer) {
    if (answer instanceof Given<Key256>(Key256 depKey) && !key.isKey(depKey)) {
      depKey.close();
      return new NotGiven<>(
          new RootFailure(
              RootFailure.Kind.WRONG_ANSWER,
              COMMITMENT_MISMATCH,
              "the vault unwrapped a key that is not the policy's; it may have been re-created"
                  + " under the same name"));
    }
    return answer;
  }

  private static void recordOrClose(Key256 depKey, Runnable recording) {
    boolean recorded = false;
    try {
      recording.run();
      recorded = true;
    } finally {
      if (!recorded) {
        depKey.close();
      }
    }
  }

  private void count(String result) {
    meters.counter("freehold.key.root.unwraps", "result", result).increment();
  }
}
