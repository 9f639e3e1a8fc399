package dev.freehold.custody.access;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.Requester;
import dev.freehold.custody.locks.Silence;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.roots.RootKeyUri;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Asks the roots of a policy: for mail one at random, for files the first, and the other one when
 * it fails, when it takes long, or at once if it was silent a moment ago (docs/decisions/0026). The
 * first right answer counts; the call it overtook is interrupted, and recorded as such. An asking
 * holds two threads at most, and the vaults bound how long.
 */
final class RootAsker {

  private final RootCall call;
  private final SilentRoots silentRoots;
  private final RootTimeouts settings;
  private final RandomSource random;
  private final ExecutorService threads;
  private final Function<Duration, Executor> after;
  private final LongSupplier nanoTime;

  RootAsker(
      RootCall call,
      SilentRoots silentRoots,
      RootTimeouts settings,
      RandomSource random,
      AccessThreads threads,
      LongSupplier nanoTime) {
    this.call = call;
    this.silentRoots = silentRoots;
    this.settings = settings;
    this.random = random;
    this.threads = threads.asking();
    this.after = threads.after();
    this.nanoTime = nanoTime;
  }

  /**
   * Never keeps a key that does not match the policy's commitment, whoever gave it.
   *
   * @param half told what it comes to if a root that has failed is all that is heard
   */
  Verdict ask(
      OpenablePolicy policy, Silence silence, Requester requester, Consumer<Verdict.Failed> half) {
    int first =
        switch (policy.kind()) {
          case MAILBOX, MULTI_WORKLOAD, SERVICE_MANAGED -> random.bytes(1)[0] & 1;
          case FILE -> 0;
        };
    Duration delay =
        switch (policy.kind()) {
          case MAILBOX, MULTI_WORKLOAD, SERVICE_MANAGED -> settings.secondRootDelay();
          case FILE -> settings.hedgeDelay();
        };
    RootRace race = new RootRace(call, threads, policy, silence, requester, half, nanoTime);
    race.start(first);
    if (silentRoots.isSilent(root(policy, first))) {
      race.start(1 - first);
    } else {
      after.apply(delay).execute(() -> race.start(1 - first));
    }
    Verdict verdict = race.await();
    for (int index = 0; index < policy.key().roots().size(); index++) {
      remember(race.heard(index, delay), policy, index);
    }
    return verdict;
  }

  private void remember(RootRace.Heard heard, OpenablePolicy policy, int index) {
    PolicyRoot root = new PolicyRoot(policy.key().policyId(), index + 1);
    switch (heard) {
      case AN_ANSWER -> silentRoots.answered(root(policy, index), root);
      case REFUSAL -> silentRoots.refused(root(policy, index), root);
      case SILENCE -> silentRoots.silent(root(policy, index), root);
      case NOTHING -> {}
    }
  }

  private static RootKeyUri root(OpenablePolicy policy, int index) {
    return policy.key().roots().get(index).keyVersion();
  }
}
