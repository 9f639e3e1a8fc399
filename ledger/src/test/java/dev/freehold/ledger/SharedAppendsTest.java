package dev.freehold.ledger;

import static dev.freehold.ledger.LedgerContractTest.CONTOSO;
import static dev.freehold.ledger.LedgerContractTest.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SharedAppendsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<List<LedgerEntry>> batches = new CopyOnWriteArrayList<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);
  private final ReentrantLock turn = new ReentrantLock();

  /** As a database does: one at a time. The first waits until the test lets it go on. */
  private List<Long> write(Supplier<List<LedgerEntry>> entries) {
    turn.lock();
    try {
      List<LedgerEntry> batch = entries.get();
      long first = 1L + batches.stream().mapToLong(List::size).sum();
      batches.add(batch);
      entered.countDown();
      leave.await();
      return LongStream.range(first, first + batch.size()).boxed().toList();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      turn.unlock();
    }
  }

  private static List<Future<Long>> submit(
      ExecutorService threads, SharedAppends<LedgerEntry, Long> appends, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> threads.submit(() -> appends.append(entry(CONTOSO, "act-" + i))))
        .toList();
  }

  private static void awaitWaiting(SharedAppends<LedgerEntry, Long> appends, int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (appends.waiting() < count && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void assertEachIsWhereItSays(List<Future<Long>> all) throws Exception {
    List<LedgerEntry> inOrder = batches.stream().flatMap(List::stream).toList();
    assertThat(inOrder).hasSameSizeAs(all);
    for (int i = 0; i < all.size(); i++) {
      int place = Math.toIntExact(all.get(i).get()) - 1;
      assertThat(inOrder.get(place).objectId()).isEqualTo("act-" + i);
    }
  }

  @Test
  void whatComesDuringAWriteIsWrittenTogetherAfterIt() throws Exception {
    SharedAppends<LedgerEntry, Long> appends = new SharedAppends<>(this::write);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> all = new ArrayList<>(submit(threads, appends, 0, 1));
      entered.await();
      all.addAll(submit(threads, appends, 1, 101));
      awaitWaiting(appends, 100);
      leave.countDown();
      for (Future<Long> one : all) {
        one.get();
      }
      assertThat(batches).extracting(List::size).containsExactly(1, 100);
      assertEachIsWhereItSays(all);
    }
  }

  @Test
  void whatDoesNotFitIsWrittenNext() throws Exception {
    SharedAppends<LedgerEntry, Long> appends = new SharedAppends<>(this::write);
    int most = LedgerLimits.MAX_SHARED_ENTRIES;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> all = new ArrayList<>(submit(threads, appends, 0, 1));
      entered.await();
      all.addAll(submit(threads, appends, 1, 2 * most + 11));
      awaitWaiting(appends, 2 * most + 10);
      leave.countDown();
      for (Future<Long> one : all) {
        one.get();
      }
      assertThat(batches).extracting(List::size).containsExactly(1, most, most, 10);
      assertEachIsWhereItSays(all);
    }
  }

  @Test
  void afterAFailureTheNextEntryIsWritten() {
    leave.countDown();
    List<RuntimeException> failures =
        new ArrayList<>(List.of(new LedgerException(LedgerError.UNAVAILABLE, "full", null)));
    SharedAppends<LedgerEntry, Long> appends =
        new SharedAppends<>(
            entries -> {
              if (!failures.isEmpty()) {
                throw failures.removeFirst();
              }
              return write(entries);
            });
    assertThatThrownBy(() -> appends.append(entry(CONTOSO, "lost"))).hasMessage("full");
    assertThat(appends.append(entry(CONTOSO, "next"))).isEqualTo(1);
  }

  @Test
  void everyEntryOfAFailedBatchIsRefused() throws Exception {
    assertAllRefused(
        new SharedAppends<>(
            entries -> {
              write(entries);
              throw new LedgerException(LedgerError.UNAVAILABLE, "full", null);
            }));
  }

  @Test
  void everyEntryIsRefusedThatWaitsForATurnThatNeverComes() throws Exception {
    assertAllRefused(
        new SharedAppends<>(
            entries -> {
              throw new LedgerException(LedgerError.UNAVAILABLE, "full", null);
            }));
  }

  private void assertAllRefused(SharedAppends<LedgerEntry, Long> appends) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> all = submit(threads, appends, 0, 50);
      leave.countDown();
      for (Future<Long> one : all) {
        assertThatThrownBy(one::get)
            .isInstanceOf(ExecutionException.class)
            .hasMessageContaining("full");
      }
    }
  }

  @Test
  void anInterruptedThreadWritesWhatOthersWaitFor() {
    leave.countDown();
    SharedAppends<LedgerEntry, Long> appends =
        new SharedAppends<>(
            entries -> {
              assertThat(Thread.currentThread().isInterrupted()).isFalse();
              return write(entries);
            });
    Thread.currentThread().interrupt();
    assertThat(appends.append(entry(CONTOSO, "late"))).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
  }
}
