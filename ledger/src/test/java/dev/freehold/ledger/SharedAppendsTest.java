package dev.freehold.ledger;

import static dev.freehold.ledger.LedgerContractTest.CONTOSO;
import static dev.freehold.ledger.LedgerContractTest.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SharedAppendsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<List<LedgerEntry>> batches = new CopyOnWriteArrayList<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);

  /** The first batch waits until the test lets it go on. */
  private List<Long> write(List<LedgerEntry> batch) {
    long first = 1L + batches.stream().mapToLong(List::size).sum();
    batches.add(batch);
    entered.countDown();
    try {
      leave.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return LongStream.range(first, first + batch.size()).boxed().toList();
  }

  @Test
  void whatComesDuringAWriteIsWrittenTogetherAfterIt() throws Exception {
    SharedAppends<LedgerEntry, Long> appends = new SharedAppends<>(this::write);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> lone = threads.submit(() -> appends.append(entry(CONTOSO, "lone")));
      entered.await();
      List<Future<Long>> others = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String id = "other-" + i;
        others.add(threads.submit(() -> appends.append(entry(CONTOSO, id))));
      }
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (appends.waiting() < 100 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      leave.countDown();
      assertThat(lone.get()).isEqualTo(1);
      for (int i = 0; i < 100; i++) {
        int place = Math.toIntExact(others.get(i).get()) - 2;
        assertThat(batches.get(1).get(place).objectId()).isEqualTo("other-" + i);
      }
      assertThat(batches).extracting(List::size).containsExactly(1, 100);
    }
  }

  @Test
  void afterAFailureTheNextEntryIsWritten() throws Exception {
    leave.countDown();
    List<RuntimeException> failures =
        new ArrayList<>(List.of(new LedgerException(LedgerError.UNAVAILABLE, "full", null)));
    SharedAppends<LedgerEntry, Long> appends =
        new SharedAppends<>(
            batch -> {
              if (!failures.isEmpty()) {
                throw failures.removeFirst();
              }
              return write(batch);
            });
    assertThatThrownBy(() -> appends.append(entry(CONTOSO, "lost"))).hasMessage("full");
    assertThat(appends.append(entry(CONTOSO, "next"))).isEqualTo(1);
  }

  @Test
  void everyEntryOfAFailedBatchIsRefused() throws Exception {
    SharedAppends<LedgerEntry, Long> appends =
        new SharedAppends<>(
            batch -> {
              write(batch);
              throw new LedgerException(LedgerError.UNAVAILABLE, "full", null);
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String id = "act-" + i;
        all.add(threads.submit(() -> appends.append(entry(CONTOSO, id))));
      }
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
            batch -> {
              assertThat(Thread.currentThread().isInterrupted()).isFalse();
              return write(batch);
            });
    Thread.currentThread().interrupt();
    assertThat(appends.append(entry(CONTOSO, "late"))).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
  }
}
