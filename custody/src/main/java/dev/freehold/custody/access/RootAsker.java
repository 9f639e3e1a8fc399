package dev.freehold.custody.access;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.OpenablePolicy;
import dev.freehold.custody.hierarchy.WrappedPolicyKey;
import dev.freehold.custody.hierarchy.WrappedRoot;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootVaults;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Asks one root of a policy at random, then the other; each ask is recorded. */
final class RootAsker {

  private final RootVaults vaults;
  private final KeyUseLedger ledger;
  private final RandomSource random;
  private final LongSupplier nanoTime;
  private final MeterRegistry meters;

  RootAsker(
      RootVaults vaults,
      KeyUseLedger ledger,
      RandomSource random,
      LongSupplier nanoTime,
      MeterRegistry meters) {
    this.vaults = vaults;
    this.ledger = ledger;
    this.random = random;
    this.nanoTime = nanoTime;
    this.meters = meters;
  }

  /** Never keeps a key that does not match the policy's commitment, whoever gave it. */
  Verdict ask(OpenablePolicy policy, Requester requester) {
    WrappedPolicyKey key = policy.key();
    int first = random.bytes(1)[0] & 1;
    long firstAskedAt = nanoTime.getAsLong();
    return switch (unwrap(policy, key.roots().get(first), requester)) {
      case Given<Key256>(Key256 depKey) -> new Verdict.Agreed(depKey, firstAskedAt);
      case NotGiven<Key256>(RootFailure firstFailure) -> {
        long secondAskedAt = nanoTime.getAsLong();
        yield switch (unwrap(policy, key.roots().get(1 - first), requester)) {
          case Given<Key256>(Key256 depKey) -> new Verdict.Agreed(depKey, secondAskedAt);
          case NotGiven<Key256>(RootFailure secondFailure) ->
              new Verdict.Failed(firstFailure, secondFailure);
        };
      }
    };
  }

  private RootAnswer<Key256> unwrap(OpenablePolicy policy, WrappedRoot root, Requester requester) {
    WrappedPolicyKey key = policy.key();
    RootAnswer<Key256> answer =
        checked(key, vaults.unwrap(policy.caller(), root.keyVersion(), root.wrapped().bytes()));
    switch (answer) {
      case Given<Key256>(Key256 depKey) -> {
        count("given");
        recordOrClose(depKey, () -> ledger.rootGave(key, root.keyVersion(), requester));
      }
      case NotGiven<Key256>(RootFailure failure) -> {
        count(failure.kind().name().toLowerCase(Locale.ROOT));
        ledger.rootFailed(key, root.keyVersion(), requester, failure);
      }
    }
    return answer;
  }

  static RootAnswer<Key256> checked(WrappedPolicyKey key, RootAnswer<Key256> answer) {
    if (answer instanceof Given<Key256>(Key256 depKey) && !key.isKey(depKey)) {
      depKey.close();
      return new NotGiven<>(
          new RootFailure(
              RootFailure.Kind.WRONG_ANSWER,
              "commitment-mismatch",
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
