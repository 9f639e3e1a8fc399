package dev.freehold.crypto.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.work.CpuPool.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it measures time or memory")
class CpuPoolTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> callers = new ArrayList<>();

  @AfterEach
  void finish() throws InterruptedException {
    end.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
  }

  @Test
  void workRunsOnThreadsOfTheOperatingSystemAndGivesItsResult() {
    CpuPool pool = new CpuPool("made", new Bounds(1, 1, 1, LONG));
    String thread = pool.run("a", () -> Thread.currentThread().getName());
    assertThat(thread).isEqualTo("made-0");
    assertThat(pool.<Boolean>run("a", () -> Thread.currentThread().isVirtual())).isFalse();
  }

  @Test
  void whatWorkThrowsIsThrownAndTheNextPieceIsDone() {
    CpuPool pool = new CpuPool("failing", new Bounds(1, 1, 1, LONG));
    ArithmeticException failure = new ArithmeticException("zero");
    assertThatThrownBy(() -> pool.run("a", () -> raise(failure))).isSameAs(failure);
    assertThatThrownBy(
            () ->
                pool.run(
                    "a",
                    () -> {
                      throw new OutOfMemoryError("none");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(pool.<Integer>run("a", () -> 7)).isEqualTo(7);
  }

  @Test
  void noMoreIsDoneAtATimeThanThereAreThreads() {
    CpuPool pool = new CpuPool("bounded", new Bounds(2, 64, 64, LONG));
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    IntStream.range(0, 30)
        .forEach(
            _ ->
                call(
                    () ->
                        pool.run(
                            "a",
                            () -> {
                              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                              return atOnce.decrementAndGet();
                            })));
    joinAll();
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void sharesTakeTurns() {
    CpuPool pool = new CpuPool("turns", new Bounds(1, 4, 16, LONG));
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    occupy(pool);
    for (String piece : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
      int before = pool.waiting();
      call(() -> pool.run(piece.substring(0, 1), () -> done.add(piece)));
      awaitThat(() -> pool.waiting() > before);
    }
    end.countDown();
    joinAll();
    assertThat(done).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
  }

  @Test
  void aFullShareIsRefusedAtOnceAndOthersAreNot() {
    CpuPool pool = new CpuPool("shares", new Bounds(1, 1, 2, LONG));
    occupy(pool);
    call(() -> pool.run("a", () -> 1));
    awaitThat(() -> pool.waiting() == 1);
    assertRefused(pool, "a", true);
    call(() -> pool.run("b", () -> 1));
    awaitThat(() -> pool.waiting() == 2);
    assertRefused(pool, "c", false);
  }

  @Test
  void whatWouldWaitTooLongIsRefusedWithoutWaiting() {
    CpuPool pool = new CpuPool("early", new Bounds(1, 1, 1000, LONG));
    pool.run("a", () -> rest(Duration.ofMillis(400)));
    occupy(pool);
    AtomicInteger refused = new AtomicInteger();
    IntStream.range(0, 200).forEach(share -> call(() -> countIfRefused(pool, share, refused)));
    awaitThat(() -> pool.waiting() + refused.get() == 200);
    assertThat(pool.waiting()).isBetween(1, 151);
    long begin = System.nanoTime();
    assertRefused(pool, "d", false);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG);
  }

  @Test
  void whoseTurnDoesNotComeInTimeIsRefusedAndNeverBegun() {
    CpuPool pool = new CpuPool("late", new Bounds(1, 1, 1, Duration.ofMillis(20)));
    occupy(pool);
    AtomicInteger begun = new AtomicInteger();
    assertThatThrownBy(() -> pool.run("a", begun::incrementAndGet))
        .isInstanceOf(BusyException.class);
    end.countDown();
    awaitThat(() -> isDone(pool, "b", () -> 1));
    assertThat(begun.get()).isZero();
  }

  @Test
  void whoIsInterruptedLeavesTheQueueButWaitsForWhatHasBegun() throws InterruptedException {
    CpuPool pool = new CpuPool("interrupted", new Bounds(1, 1, 1, LONG));
    Thread working = occupy(pool);
    Thread waiting = call(() -> attempt(pool, "a"));
    awaitThat(() -> pool.waiting() == 1);
    waiting.interrupt();
    waiting.join();
    assertThat(pool.waiting()).isZero();
    working.interrupt();
    assertThat(working.join(Duration.ofMillis(50))).isFalse();
    end.countDown();
    working.join();
  }

  /** Keeps the only thread busy until the end. */
  private Thread occupy(CpuPool pool) {
    CountDownLatch begun = new CountDownLatch(1);
    Thread caller =
        call(
            () ->
                awaitThat(
                    () ->
                        isDone(
                            pool,
                            "occupant",
                            () -> {
                              begun.countDown();
                              return awaitEnd();
                            })));
    awaitThat(() -> begun.getCount() == 0);
    return caller;
  }

  private boolean awaitEnd() {
    try {
      end.await();
      return true;
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private Thread call(Runnable work) {
    Thread caller = Thread.ofVirtual().start(work);
    callers.add(caller);
    return caller;
  }

  private void joinAll() {
    awaitThat(() -> callers.stream().noneMatch(Thread::isAlive));
  }

  private static void attempt(CpuPool pool, String share) {
    try {
      pool.run(share, () -> 1);
    } catch (BusyException refused) {
      assertThat(refused.retryAfterSeconds()).isBetween(1L, 60L);
    }
  }

  /** Where threads begin late, whoever waits for a short time only is refused, and comes again. */
  private static boolean isDone(CpuPool pool, String share, Supplier<?> work) {
    try {
      pool.run(share, work);
      return true;
    } catch (BusyException late) {
      return false;
    }
  }

  private static void countIfRefused(CpuPool pool, Object share, AtomicInteger refused) {
    try {
      pool.run(share, () -> 1);
    } catch (BusyException tooMuch) {
      refused.incrementAndGet();
    }
  }

  private static void assertRefused(CpuPool pool, String share, boolean ofOwnShare) {
    assertThatThrownBy(() -> pool.run(share, () -> 1))
        .isInstanceOfSatisfying(
            BusyException.class,
            refused -> {
              assertThat(refused.isOfOwnShare()).isEqualTo(ofOwnShare);
              assertThat(refused.retryAfterSeconds()).isBetween(1L, 60L);
            });
  }

  private static int raise(RuntimeException failure) {
    throw failure;
  }

  private static int rest(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(time.toNanos());
    }
    return 1;
  }

  private static void awaitThat(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still not so").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
