package dev.freehold.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.Notes;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.SqlWork;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Writers of an SQLite database that come at the same time")
@Timeout(60)
class GroupCommitTest {

  @TempDir Path folder;
  private Database database;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile CountDownLatch held = new CountDownLatch(1);

  @BeforeEach
  void open() {
    database = TestDatabases.open(Dialect.SQLITE, folder, Notes.MIGRATIONS);
  }

  @AfterEach
  void close() {
    held.countDown();
    threads.close();
    database.close();
  }

  /** Keeps the writer inside a transaction until {@link #held} is released. */
  private CompletableFuture<Void> holdTheWriter() {
    CountDownLatch inside = new CountDownLatch(1);
    CompletableFuture<Void> holder =
        CompletableFuture.runAsync(
            () ->
                database.write(
                    handle -> {
                      inside.countDown();
                      Conditions.await(held);
                      return Notes.insert(handle, "holder");
                    }),
            threads);
    Conditions.await(inside);
    return holder;
  }

  private CompletableFuture<Object> writing(SqlWork<Object> work) {
    return CompletableFuture.supplyAsync(() -> database.write(work), threads);
  }

  private void awaitWaiting(int count) {
    Conditions.await(() -> database.statistics().waitingWrites() == count);
  }

  @Test
  void shareFarFewerCommitsThanThereAreWriters() {
    CompletableFuture<Void> holder = holdTheWriter();
    List<CompletableFuture<Object>> writers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String text = "writer %03d".formatted(i);
      writers.add(
          writing(
              handle -> {
                Notes.insert(handle, text);
                return text;
              }));
    }
    awaitWaiting(100);
    long begin = System.nanoTime();
    held.countDown();
    holder.join();
    for (int i = 0; i < 100; i++) {
      assertThat(writers.get(i).join()).isEqualTo("writer %03d".formatted(i));
    }
    long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    assertThat(database.read(Notes::texts)).hasSize(101);
    assertThat(database.statistics().writes()).isEqualTo(101);
    // Where this machine stands still, batches end early: after a work of 10 ms at the soonest.
    assertThat(database.statistics().commits())
        .isLessThanOrEqualTo(20 + tookMillis / PersistenceLimits.LONG_WORK_MILLIS);
  }

  @Test
  void doNotSufferFromOneAmongThemThatFails() {
    CompletableFuture<Void> holder = holdTheWriter();
    CompletableFuture<Object> before = writing(handle -> Notes.insert(handle, "before"));
    awaitWaiting(1);
    IllegalStateException reason = new IllegalStateException("on purpose");
    CompletableFuture<Object> failing =
        writing(
            handle -> {
              Notes.insert(handle, "failing");
              throw reason;
            });
    awaitWaiting(2);
    CompletableFuture<Object> after = writing(handle -> Notes.texts(handle));
    awaitWaiting(3);
    held.countDown();
    holder.join();
    assertThat(before.join()).isNotNull();
    assertThatThrownBy(failing::join).isInstanceOf(CompletionException.class).hasCause(reason);
    assertThat(after.join()).isEqualTo(List.of("before", "holder"));
    assertThat(database.read(Notes::texts)).containsExactly("before", "holder");
  }

  @Test
  void areToldOfAFailureOnlyWhenWhatTheyMayHaveSeenIsDurable() {
    // A batch ends after 20 ms. Where that comes between the first and the one who watches, he
    // comes
    // with the next batch, and what he sees says nothing; then it is tried again.
    for (int attempt = 0; !isTriedInOneBatch("first " + attempt); attempt++) {
      held = new CountDownLatch(1);
    }
  }

  private boolean isTriedInOneBatch(String text) {
    CompletableFuture<Void> holder = holdTheWriter();
    CompletableFuture<Object> first = writing(handle -> Notes.insert(handle, text));
    awaitWaiting(1);
    CompletableFuture<Object> sees =
        writing(
            handle -> {
              throw new IllegalStateException("there are " + Notes.texts(handle));
            });
    awaitWaiting(2);
    CompletableFuture<Object> watches =
        writing(handle -> isDurable(text) ? "too late" : isToldWithinMillis(sees, 200));
    awaitWaiting(3);
    held.countDown();
    holder.join();
    assertThat(watches.join()).as("told while its batch was not durable").isNotEqualTo(true);
    assertThatThrownBy(sees::join).hasMessageContaining(text);
    assertThat(first.join()).isNotNull();
    return !watches.join().equals("too late");
  }

  /** What another connection sees. */
  private boolean isDurable(String text) {
    return CompletableFuture.supplyAsync(() -> database.read(Notes::texts), threads)
        .join()
        .contains(text);
  }

  private static boolean isToldWithinMillis(CompletableFuture<?> outcome, long millis) {
    try {
      outcome.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException told) {
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void leaveNothingOfTheFirstOfABatchIfItFails() {
    CompletableFuture<Void> holder = holdTheWriter();
    IllegalStateException reason = new IllegalStateException("on purpose");
    CompletableFuture<Object> failing =
        writing(
            handle -> {
              Notes.insert(handle, "failing");
              throw reason;
            });
    awaitWaiting(1);
    CompletableFuture<Object> after = writing(handle -> Notes.insert(handle, "after"));
    awaitWaiting(2);
    // The batch that holds the writer takes nobody any more by then.
    long end =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PersistenceLimits.MAX_BATCH_MILLIS);
    Conditions.await(() -> System.nanoTime() - end > 0);
    held.countDown();
    holder.join();
    assertThatThrownBy(failing::join).isInstanceOf(CompletionException.class).hasCause(reason);
    assertThat(after.join()).isNotNull();
    assertThat(database.read(Notes::texts)).containsExactly("after", "holder");
  }

  @Test
  void areTheLastOfTheirBatchIfTheyTakeLong() {
    CompletableFuture<Void> holder = holdTheWriter();
    CompletableFuture<Object> behind = writing(handle -> Notes.insert(handle, "behind"));
    awaitWaiting(1);
    long end =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PersistenceLimits.LONG_WORK_MILLIS);
    Conditions.await(() -> System.nanoTime() - end > 0);
    held.countDown();
    holder.join();
    assertThat(behind.join()).isNotNull();
    assertThat(database.statistics().commits()).isEqualTo(2);
  }

  @Test
  void seeAnErrorOfTheirWorkAsItIs() {
    AssertionError error = new AssertionError("a broken promise");
    assertThatThrownBy(
            () ->
                database.write(
                    handle -> {
                      throw error;
                    }))
        .isSameAs(error);
    database.write(handle -> Notes.insert(handle, "the writer goes on"));
  }

  @Test
  void failTogetherWhenTheTransactionIsLost() {
    // A batch ends after 20 ms: if the machine pauses just then, the two are in batches of their
    // own.
    int attempts = 1;
    while (!areLostTogether()) {
      assertThat(++attempts).as("attempts").isLessThan(10);
    }
  }

  private boolean areLostTogether() {
    held = new CountDownLatch(1);
    CompletableFuture<Void> holder = holdTheWriter();
    CompletableFuture<Object> before = writing(handle -> Notes.insert(handle, "before"));
    awaitWaiting(1);
    CompletableFuture<Object> rollingBack = writing(handle -> handle.execute("ROLLBACK"));
    awaitWaiting(2);
    held.countDown();
    assertLost(rollingBack);
    List<String> kept = new ArrayList<>();
    if (isKept(holder)) {
      kept.add("holder");
    }
    boolean isBeforeLost = !isKept(before);
    if (isBeforeLost) {
      assertLost(before);
    } else {
      kept.add("before");
    }
    kept.add("later");
    database.write(handle -> Notes.insert(handle, "later"));
    // On a busy machine the holder may come to the writer after the one before.
    assertThat(database.read(Notes::texts)).containsExactlyInAnyOrderElementsOf(kept);
    database.write(handle -> handle.execute("DELETE FROM note"));
    return isBeforeLost;
  }

  private static boolean isKept(CompletableFuture<?> write) {
    return write.handle((none, thrown) -> thrown == null).join();
  }

  private static void assertLost(CompletableFuture<?> write) {
    assertThatThrownBy(write::join)
        .cause()
        .isInstanceOfSatisfying(
            PersistenceException.class,
            e -> assertThat(e.code()).isEqualTo("database-commit-failed"));
  }

  @Test
  void canBeInterruptedWhileTheyWait() throws InterruptedException {
    CompletableFuture<Void> holder = holdTheWriter();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread waiting = write(handle -> Notes.insert(handle, "never"), thrown);
    awaitWaiting(1);
    waiting.interrupt();
    waiting.join();
    assertThat(thrown.get())
        .isInstanceOfSatisfying(
            PersistenceException.class,
            e -> assertThat(e.error()).isEqualTo(PersistenceError.INTERRUPTED));
    held.countDown();
    holder.join();
    database.ping();
    assertThat(database.read(Notes::texts)).containsExactly("holder");
  }

  @Test
  void learnTheOutcomeEvenIfInterruptedOnceTheirWorkRuns() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread running =
        write(
            handle -> {
              inside.countDown();
              Conditions.await(held);
              return Notes.insert(handle, "finished");
            },
            thrown);
    Conditions.await(inside);
    running.interrupt();
    held.countDown();
    running.join();
    assertThat(thrown.get()).hasMessage("the interrupt was kept");
    assertThat(database.read(Notes::texts)).containsExactly("finished");
  }

  private Thread write(SqlWork<Object> work, AtomicReference<Throwable> thrown) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                database.write(work);
                if (Thread.currentThread().isInterrupted()) {
                  throw new IllegalStateException("the interrupt was kept");
                }
              } catch (RuntimeException e) {
                thrown.set(e);
              }
            });
  }

  @Test
  void areServedBeforeTheDatabaseCloses() {
    CompletableFuture<Void> holder = holdTheWriter();
    CompletableFuture<Object> waiting = writing(handle -> Notes.insert(handle, "waiting"));
    awaitWaiting(1);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(database::close, threads);
    Conditions.await(() -> isClosed());
    assertThat(closing).isNotDone();
    held.countDown();
    holder.join();
    assertThat(waiting.join()).isNotNull();
    closing.join();
  }

  private boolean isClosed() {
    try {
      database.read(handle -> null);
      return false;
    } catch (PersistenceException e) {
      return e.error() == PersistenceError.CLOSED;
    }
  }

  @Test
  void areRefusedIfTheirTurnDoesNotComeInTime() {
    PendingWrite<String> pending = new PendingWrite<>(handle -> "never");
    pending.refuseAfter(PersistenceLimits.MAX_WAIT_MILLIS);
    assertThat(pending.start()).as("the writer may run it until then").isTrue();
    PendingWrite<String> late = new PendingWrite<>(handle -> "never");
    late.refuseAfter(0);
    assertThatThrownBy(late::await)
        .isInstanceOfSatisfying(
            PersistenceException.class,
            e -> assertThat(e.error()).isEqualTo(PersistenceError.BUSY));
    assertThat(late.start()).as("the writer must not run it any more").isFalse();
  }

  @Test
  void areRefusedInTimeIfTheyAreTheFirstOfABatchThatAnErasureHoldsUp() throws Exception {
    SqliteWriter writer =
        new SqliteWriter(database, folder, SqliteSession.writer(folder.resolve("other.db")));
    CountDownLatch erasing = new CountDownLatch(1);
    try (writer;
        GroupCommit commits = new GroupCommit("held up", writer)) {
      var _ =
          threads.submit(
              () -> {
                commits.betweenBatches(
                    () -> {
                      erasing.countDown();
                      Conditions.await(held);
                    });
                return null;
              });
      Conditions.await(erasing);
      assertThatThrownBy(() -> commits.write(handle -> "never"))
          .isInstanceOfSatisfying(
              PersistenceException.class,
              e -> assertThat(e.error()).isEqualTo(PersistenceError.BUSY));
      held.countDown();
    }
  }
}
