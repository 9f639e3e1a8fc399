package dev.freehold.custody.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import dev.freehold.custody.bundles.WrappedRoot;
import dev.freehold.custody.locks.Silence;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One asking of two roots at the same time. Exactly one entry is written for each call made, unless
 * the ledger fails or key access is closed meanwhile; then no key is given.
 */
final class RootRace {

  private static final RootFailure NOT_HEARD =
      new RootFailure(
          RootFailure.Kind.DID_NOT_ANSWER,
          "no-answer-yet",
          "the vault was asked and has not answered so far");

  private final RootCall call;
  private final ExecutorService threads;
  private final OpenablePolicy policy;
  private final Silence silence;
  private final Requester requester;
  private final Consumer<Verdict.Failed> half;
  private final LongSupplier nanoTime;
  private final List<Runner> runners;
  private final CompletableFuture<Verdict> outcome = new CompletableFuture<>();

  @GuardedBy("this")
  private boolean over;

  RootRace(
      RootCall call,
      ExecutorService threads,
      OpenablePolicy policy,
      Silence silence,
      Requester requester,
      Consumer<Verdict.Failed> half,
      LongSupplier nanoTime) {
    this.call = call;
    this.threads = threads;
    this.policy = policy;
    this.silence = silence;
    this.requester = requester;
    this.half = half;
    this.nanoTime = nanoTime;
    this.runners = policy.key().roots().stream().map(Runner::new).toList();
  }

  /** Asks root 0 or 1, if it was not asked yet and the race is still open. */
  synchronized void start(int index) {
    Runner runner = runners.get(index);
    if (!over && runner.running == null) {
      runner.askedAtNanos = nanoTime.getAsLong();
      try {
        runner.running = threads.submit(() -> run(runner));
      } catch (RejectedExecutionException e) {
        fail(KeyRefusals.closed());
      }
    }
  }

  /** Waits for the outcome, then gives up the call that it made pointless. */
  Verdict await() {
    boolean won = false;
    try {
      Verdict verdict = outcome.get();
      if (verdict instanceof Verdict.Agreed(Key256 depKey)) {
        giveUpTheOther(depKey);
      }
      won = true;
      return verdict;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw KeyRefusals.closed();
    } catch (ExecutionException e) {
      throw KeyRefusals.rethrown(e);
    } finally {
      if (!won) {
        abandon();
      }
    }
  }

  /**
   * What was heard of a root until now. One that was given up is silent if it had been asked for
   * {@code patience}.
   */
  synchronized Heard heard(int index, Duration patience) {
    Runner runner = runners.get(index);
    if (runner.answer != null) {
      return runner.answer;
    }
    boolean isLong =
        runner.running != null && nanoTime.getAsLong() - runner.askedAtNanos >= patience.toNanos();
    return isLong ? Heard.SILENCE : Heard.NOTHING;
  }

  private void run(Runner runner) {
    try {
      RootAnswer<Key256> answer = call.ask(policy, runner.root);
      boolean isMine = runner.claim();
      // A call that was not overtaken is interrupted by nothing but the close of key access.
      boolean isClosing = isMine && Thread.currentThread().isInterrupted();
      if (isMine && !isClosing) {
        call.record(policy, runner.root, requester, answer);
        settled(runner, answer);
        return;
      }
      if (answer instanceof Given<Key256>(Key256 late)) {
        late.close();
      }
      if (isClosing) {
        fail(KeyRefusals.closed());
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private synchronized void settled(Runner runner, RootAnswer<Key256> answer) {
    switch (answer) {
      case Given<Key256>(Key256 depKey) -> {
        runner.answer = Heard.AN_ANSWER;
        if (over) {
          depKey.close();
        } else {
          over = true;
          outcome.complete(new Verdict.Agreed(depKey));
        }
      }
      case NotGiven<Key256>(RootFailure failure) -> {
        runner.failure = failure;
        runner.answer =
            switch (failure.kind()) {
              case REFUSED -> Heard.REFUSAL;
              case WRONG_ANSWER -> Heard.AN_ANSWER;
              case DID_NOT_ANSWER -> Heard.SILENCE;
            };
        RootFailure first = runners.getFirst().failure;
        RootFailure second = runners.getLast().failure;
        if (first == null || second == null) {
          start(first == null ? 0 : 1);
          tellHalf(failure);
        } else if (!over) {
          over = true;
          outcome.complete(failed(first, second));
        }
      }
    }
  }

  /** Silence that may be an outage is no news before the other root has had its time, too. */
  @GuardedBy("this")
  private void tellHalf(RootFailure failure) {
    boolean isNews =
        switch (silence) {
          case LOCKED -> true;
          case BRIDGED, LAPSED -> failure.kind() != RootFailure.Kind.DID_NOT_ANSWER;
        };
    if (isNews && !over) {
      half.accept(failed(failure, NOT_HEARD));
    }
  }

  private Verdict.Failed failed(RootFailure one, RootFailure other) {
    return new Verdict.Failed(AccessRule.RuleSet.of(policy), silence, one, other);
  }

  private synchronized void fail(Throwable cause) {
    over = true;
    outcome.completeExceptionally(cause);
  }

  private void giveUpTheOther(Key256 depKey) {
    for (Runner runner : runners) {
      if (giveUp(runner)) {
        call.recordCancelled(policy, runner.root, requester, depKey);
      }
    }
  }

  /** Nobody will take the outcome: calls under way are given up, and a key that came is closed. */
  private synchronized void abandon() {
    over = true;
    runners.forEach(this::giveUp);
    if (outcome.state() == Future.State.SUCCESS
        && outcome.resultNow() instanceof Verdict.Agreed(Key256 depKey)) {
      depKey.close();
    }
  }

  /** Interrupts a call, if it has not come back. One that has may be writing to the ledger. */
  private synchronized boolean giveUp(Runner runner) {
    boolean mine = runner.running != null && runner.claim();
    if (mine) {
      runner.running.cancel(true);
    }
    return mine;
  }

  /** What came of one root. */
  enum Heard {
    /** It gave the key, or answered wrongly. */
    AN_ANSWER,
    /** It refused the key. */
    REFUSAL,
    /** It did not answer, or not as long as it was waited for. */
    SILENCE,
    /** It was not asked, or given up too soon to tell. */
    NOTHING
  }

  /** A root in the race. The thread that claims its call first decides what is written about it. */
  private static final class Runner {

    private final WrappedRoot root;
    private Future<?> running;
    private RootFailure failure;
    private Heard answer;
    private long askedAtNanos;

    @GuardedBy("this")
    private boolean claimed;

    Runner(WrappedRoot root) {
      this.root = root;
    }

    synchronized boolean claim() {
      boolean mine = !claimed;
      claimed = true;
      return mine;
    }
  }
}
