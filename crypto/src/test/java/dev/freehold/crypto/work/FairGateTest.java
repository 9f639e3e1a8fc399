package dev.freehold.crypto.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class FairGateTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<Thread> threads = new ArrayList<>();
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger inside = new AtomicInteger();
  private final Semaphore mayLeave = new Semaphore(0);

  @Test
  void whoComesWithOneRequestIsLetInBetweenThoseOfAFlood() {
    FairGate gate = new FairGate("door", new FairGate.Bounds(1, 1, 8, 16, LONG));
    for (String request : List.of("a1", "a2", "a3", "a4", "b1")) {
      come(gate, request);
    }
    mayLeave.release(5);
    joinAll();
    assertThat(order).containsExactly("a1", "a2", "b1", "a3", "a4");
  }

  @Test
  void noShareHasAllPlaces() {
    FairGate gate = new FairGate("door", new FairGate.Bounds(3, 2, 8, 16, LONG));
    for (String request : List.of("a1", "a2", "a3", "b1", "c1")) {
      come(gate, request);
    }
    awaitThat(() -> inside.get() == 3);
    assertThat(order).containsExactlyInAnyOrder("a1", "a2", "b1");
    mayLeave.release(5);
    joinAll();
    assertThat(order).hasSize(5);
    assertThat(gate.<Integer>pass("a", () -> 1)).isEqualTo(1);
  }

  @Test
  void aFullShareIsRefusedAtOnceAndOthersAreNot() {
    FairGate gate = new FairGate("door", new FairGate.Bounds(1, 1, 1, 2, LONG));
    come(gate, "a1");
    come(gate, "a2");
    assertThatThrownBy(() -> gate.pass("a", () -> 1))
        .isInstanceOfSatisfying(
            BusyException.class, refused -> assertThat(refused.isOfOwnShare()).isTrue());
    come(gate, "b1");
    assertThatThrownBy(() -> gate.pass("c", () -> 1))
        .isInstanceOfSatisfying(
            BusyException.class, refused -> assertThat(refused.isOfOwnShare()).isFalse());
    mayLeave.release(3);
    joinAll();
  }

  @Test
  void whoseTurnDoesNotComeInTimeIsRefusedAndLeavesNoTrace() {
    FairGate gate = new FairGate("door", new FairGate.Bounds(1, 1, 1, 1, Duration.ofMillis(20)));
    come(gate, "a1");
    assertThatThrownBy(() -> gate.pass("b", () -> 1)).isInstanceOf(BusyException.class);
    mayLeave.release();
    joinAll();
    assertThat(gate.<Integer>pass("b", () -> 1)).isEqualTo(1);
  }

  @Test
  void aPlaceIsFreeAgainAfterAFailure() {
    FairGate gate = new FairGate("door", new FairGate.Bounds(1, 1, 1, 1, LONG));
    assertThatThrownBy(
            () ->
                gate.pass(
                    "a",
                    () -> {
                      throw new ArithmeticException("zero");
                    }))
        .isInstanceOf(ArithmeticException.class);
    assertThat(gate.<Integer>pass("b", () -> 1)).isEqualTo(1);
  }

  /** Returns when the request is inside or waits. */
  private void come(FairGate gate, String request) {
    Thread thread =
        Thread.ofVirtual()
            .start(
                () ->
                    gate.pass(
                        request.substring(0, 1),
                        () -> {
                          order.add(request);
                          inside.incrementAndGet();
                          mayLeave.acquireUninterruptibly();
                          return inside.decrementAndGet();
                        }));
    threads.add(thread);
    awaitThat(
        () ->
            thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING);
  }

  private void joinAll() {
    awaitThat(() -> threads.stream().noneMatch(Thread::isAlive));
  }

  private static void awaitThat(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still not so").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
