package dev.freehold.content.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.blob.FaultyDisk;
import dev.freehold.content.reseal.ReplacedRows;
import dev.freehold.content.store.ObjectReader;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.content.store.StoreFixture;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.persistence.time.TwoClocks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sweeper removes and, above all, what it does not. */
abstract class SweeperContract {

  private static final Duration GRACE = Duration.ofHours(1);

  @TempDir Path folder;
  private final Dialect dialect;
  private StoreFixture fixture;
  private Sweeper sweeper;

  SweeperContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new StoreFixture(dialect, folder);
    sweeper = fixture.sweeper(SweepSettings.DEFAULT);
    sweeper.run();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  @DisplayName("A blob without a row goes after the grace period, not before; others stay")
  void orphans() {
    byte[] bytes = Blobs.bytes(1, 5000);
    UUID stored = fixture.store(bytes);
    SealedObject orphan = fixture.seal(bytes);
    assertThat(sweeper.run().orphansRemoved()).isZero();
    fixture.clock.advance(GRACE.minusMinutes(1));
    assertThat(sweeper.run().orphansRemoved()).isZero();
    fixture.clock.advance(Duration.ofMinutes(2));
    SweepReport report = sweeper.run();
    assertThat(report.orphansRemoved()).isEqualTo(1);
    assertThat(report.orphanBytesRemoved()).isEqualTo(orphan.blobBytes());
    assertThat(report.blobsSeen()).isEqualTo(2);
    assertThat(report.finished()).isTrue();
    assertThat(fixture.blobFile(orphan.objectId())).doesNotExist();
    assertThat(fixture.read(stored)).isEqualTo(bytes);
  }

  @Test
  @DisplayName("A released object loses its blob and then its row, once nobody reads it any more")
  void released() {
    UUID kept = fixture.store(new byte[10]);
    UUID released = fixture.store(new byte[1000]);
    fixture.release(released);
    fixture.clock.advance(SweepSettings.DEFAULT_READER_GRACE.minusMinutes(1));
    assertThat(sweeper.run().releasedRemoved()).isZero();
    try (ObjectReader reader =
        fixture.objects.reopen(fixture.expected(released), StoreFixture.ALICE)) {
      assertThat(reader.length()).isEqualTo(1000);
    }
    fixture.clock.advance(Duration.ofMinutes(1));
    SweepReport report = sweeper.run();
    assertThat(report.releasedRemoved()).isEqualTo(1);
    assertThat(report.releasedBytesRemoved()).isGreaterThan(1000);
    assertThat(fixture.blobFile(released)).doesNotExist();
    assertThat(fixture.rows()).isEqualTo(1);
    assertThat(fixture.read(kept)).hasSize(10);
  }

  @Test
  @DisplayName("A run that died between blob and row is finished by the next one")
  void diedInBetween() {
    UUID released = fixture.store(new byte[1000]);
    fixture.release(released);
    fixture.clock.advance(SweepSettings.DEFAULT_READER_GRACE);
    fixture.blobs.delete(BlobName.object(released));
    assertThat(sweeper.run().releasedRemoved()).isEqualTo(1);
    assertThat(fixture.rows()).isZero();
  }

  @Test
  @DisplayName("An upload under way never loses its blob: what can be registered is too young")
  void uploadUnderWay() {
    SealedObject slow = fixture.seal(new byte[10]);
    fixture.clock.advance(Duration.ofMinutes(29));
    assertThat(sweeper.run().orphansRemoved()).isZero();
    fixture.register(slow);
    fixture.clock.advance(Duration.ofDays(1));
    assertThat(sweeper.run().orphansRemoved()).isZero();
    assertThat(fixture.read(slow.objectId())).hasSize(10);
    assertThatThrownBy(() -> new SweepSettings(Duration.ofMinutes(59), Duration.ZERO, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("Each run is bounded, and the next continues where it ended, also after a restart")
  void boundedAndResumed() {
    for (int i = 0; i < 7; i++) {
      fixture.seal(new byte[10]);
    }
    fixture.clock.advance(GRACE.plusMinutes(1));
    SweepSettings three = new SweepSettings(GRACE, Duration.ZERO, 3, 10);
    SweepReport first = fixture.sweeper(three).run();
    assertThat(first.blobsSeen()).isEqualTo(3);
    assertThat(first.finished()).isFalse();
    SweepReport second = fixture.sweeper(three).run();
    assertThat(second.orphansRemoved()).isEqualTo(3);
    SweepReport third = fixture.sweeper(three).run();
    assertThat(third.orphansRemoved()).isEqualTo(1);
    assertThat(third.finished()).isTrue();
    assertThat(Blobs.list(fixture.blobs, BlobArea.OBJECTS)).isEmpty();
  }

  @Test
  @DisplayName("Nodes share one walk: each blob is looked at once, whoever sweeps")
  void oneWalk() throws Exception {
    int blobs = 40;
    for (int i = 0; i < blobs; i++) {
      fixture.seal(new byte[10]);
    }
    fixture.clock.advance(GRACE.plusMinutes(1));
    SweepSettings three = new SweepSettings(GRACE, Duration.ZERO, 3, 10, GRACE);
    Callable<Long> node =
        () -> {
          Sweeper own = fixture.sweeper(three);
          return LongStream.range(0, blobs).map(_ -> own.run().blobsSeen()).sum();
        };
    long seen = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> one : threads.invokeAll(List.of(node, node, node))) {
        seen += one.get();
      }
    }
    assertThat(seen).isEqualTo(blobs);
    assertThat(Blobs.list(fixture.blobs, BlobArea.OBJECTS)).isEmpty();
  }

  @Test
  @DisplayName("The next walk begins an interval after the last one began, on whatever node")
  void nextWalk() {
    fixture.store(new byte[10]);
    SweepSettings hourly = new SweepSettings(GRACE, Duration.ZERO, 10, 10, GRACE);
    fixture.clock.advance(GRACE);
    assertThat(fixture.sweeper(hourly).run().blobsSeen()).isEqualTo(1);
    fixture.clock.advance(GRACE.minusMinutes(1));
    assertThat(fixture.sweeper(hourly).run().blobsSeen()).isZero();
    fixture.clock.advance(Duration.ofMinutes(1));
    assertThat(fixture.sweeper(hourly).run().blobsSeen()).isEqualTo(1);
    fixture.clock.advance(GRACE.negated().multipliedBy(3));
    assertThat(fixture.sweeper(hourly).run().blobsSeen()).as("a clock was ahead").isEqualTo(1);
  }

  @Test
  @DisplayName("A walk that a killed node has left goes on at once")
  void takenOver() {
    for (int i = 0; i < 5; i++) {
      fixture.seal(new byte[10]);
    }
    fixture.clock.advance(GRACE.plusMinutes(1));
    SweepSettings three = new SweepSettings(GRACE, Duration.ZERO, 3, 10, GRACE);
    assertThat(fixture.sweeper(three).run().finished()).isFalse();
    SweepReport report = fixture.sweeper(three).run();
    assertThat(report.orphansRemoved()).isEqualTo(2);
    assertThat(report.finished()).isTrue();
  }

  @Test
  @DisplayName("Released objects are removed in bounded numbers too")
  void boundedReleased() {
    for (int i = 0; i < 5; i++) {
      fixture.release(fixture.store(new byte[10]));
    }
    Sweeper two = fixture.sweeper(new SweepSettings(GRACE, Duration.ZERO, 10, 2));
    assertThat(two.run().releasedRemoved()).isEqualTo(2);
    assertThat(two.run().releasedRemoved()).isEqualTo(2);
    assertThat(two.run().releasedRemoved()).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "Replaced blobs are deleted in bounded numbers; a run that died between blob and row is "
          + "finished")
  void boundedReplaced() {
    List<SealedObject> blobs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      blobs.add(fixture.seal(new byte[10]));
    }
    fixture.database.write(
        tx -> {
          for (SealedObject blob : blobs) {
            ReplacedRows.insert(tx, blob.blobId(), blob.blobBytes(), fixture.clock.instant());
          }
          return null;
        });
    fixture.blobs.delete(BlobName.object(blobs.getFirst().blobId()));
    Sweeper two = fixture.sweeper(new SweepSettings(GRACE, Duration.ofMinutes(5), 10, 2));
    assertThat(two.run().replacedRemoved()).isZero();
    fixture.clock.advance(Duration.ofMinutes(5).plusMillis(1));
    assertThat(two.run().replacedRemoved()).isEqualTo(2);
    assertThat(two.run().replacedRemoved()).isEqualTo(1);
    assertThat(fixture.replacedRows()).isZero();
    assertThat(Blobs.list(fixture.blobs, BlobArea.OBJECTS)).isEmpty();
    assertThatThrownBy(() -> new SweepSettings(GRACE, Duration.ofMillis(-1), 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("What a crashed writer left goes after the grace period")
  void temporaries() throws IOException {
    try (var lost = new FaultyDisk().openStore(fixture.blobFolder).create(name(), 100)) {
      lost.stream().write(new byte[50]);
      assertThat(sweeper.run().temporariesRemoved()).isZero();
      fixture.clock.advance(GRACE.plusMinutes(1));
      assertThat(sweeper.run().temporariesRemoved()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("A blob that cannot be removed is counted, and tried again")
  void failures() {
    fixture.release(fixture.store(new byte[10]));
    fixture.clock.advance(SweepSettings.DEFAULT_READER_GRACE);
    fixture.disk.failCall(1, FaultyDisk.Fault.IO_ERROR);
    SweepReport report = sweeper.run();
    assertThat(report.failures()).isEqualTo(1);
    assertThat(report.releasedRemoved()).isZero();
    assertThat(sweeper.run().releasedRemoved()).isEqualTo(1);
  }

  @Test
  @DisplayName("With another or a new database nothing is removed")
  void otherDatabase() {
    UUID stored = fixture.store(new byte[10]);
    fixture.clock.advance(Duration.ofDays(1));
    try (Database other = TestDatabases.open(dialect, folder, ObjectStore.MIGRATIONS)) {
      Sweeper astray =
          new Sweeper(
              other,
              fixture.blobs,
              new StoreBinding(other, fixture.blobs, StoreFixture.SUITE.random()),
              TwoClocks.same(fixture.clock),
              SweepSettings.DEFAULT);
      assertThatThrownBy(astray::run)
          .isInstanceOfSatisfying(
              ContentException.class,
              e -> assertThat(e.error()).isEqualTo(ContentError.STORE_MISMATCH));
    }
    assertThat(fixture.read(stored)).hasSize(10);
  }

  @Test
  @DisplayName("If most blobs have no row, the sweeper suspects the database and deletes nothing")
  void restoredDatabase() {
    for (int i = 0; i < 101; i++) {
      fixture.seal(new byte[1]);
    }
    fixture.clock.advance(Duration.ofDays(1));
    SweepReport report = sweeper.run();
    assertThat(report.held()).isTrue();
    assertThat(report.orphansRemoved()).isZero();
    assertThat(Blobs.list(fixture.blobs, BlobArea.OBJECTS)).hasSize(101);
  }

  private static BlobName name() {
    return BlobName.object(UUID.randomUUID());
  }
}
