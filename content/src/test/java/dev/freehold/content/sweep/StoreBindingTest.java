package dev.freehold.content.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.LostAnswers;
import dev.freehold.content.blob.FaultyDisk;
import dev.freehold.content.store.StoreFixture;
import dev.freehold.crypto.RandomSource;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.time.TwoClocks;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A blob store and a database that are both new")
class StoreBindingTest {

  private StoreFixture fixture;

  @BeforeEach
  void open(@TempDir Path folder) {
    fixture = new StoreFixture(Dialect.SQLITE, folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Sweeper sweeper(Database database, RandomSource random) {
    return new Sweeper(
        database,
        fixture.blobs,
        new StoreBinding(database, fixture.blobs, random),
        TwoClocks.same(fixture.clock),
        SweepSettings.DEFAULT);
  }

  @Test
  @DisplayName("are bound once if two nodes begin at the same moment")
  void twoNodes() {
    Sweeper other = fixture.sweeper(SweepSettings.DEFAULT);
    RandomSource meanwhile =
        target -> {
          other.run();
          StoreFixture.SUITE.random().fill(target);
        };
    assertThat(sweeper(fixture.database, meanwhile).run().finished()).isTrue();
    assertThat(other.run().finished()).isTrue();
  }

  @Test
  @DisplayName("are known to each other before the first sweep, once something is stored")
  void beforeTheFirstSweep() {
    StoreBinding binding =
        new StoreBinding(fixture.database, fixture.blobs, StoreFixture.SUITE.random());
    String identity = binding.bindNew();
    assertThat(binding.bindNew()).isEqualTo(identity);
    assertThat(StoreBinding.knownIdentity(fixture.database)).isEmpty();
    fixture.store(new byte[10]);
    assertThat(StoreBinding.knownIdentity(fixture.database)).contains(identity);
  }

  @Test
  @DisplayName("are bound by the next run if the database failed, whatever came in between")
  void failedDatabase() {
    LostAnswers lost = new LostAnswers(fixture.database);
    Sweeper sweeper = sweeper(lost.database, StoreFixture.SUITE.random());
    lost.writes.set(1);
    assertThatThrownBy(sweeper::run).isInstanceOf(PersistenceException.class);
    fixture.store(new byte[10]);
    lost.answers.set(1);
    assertThatThrownBy(sweeper::run).isInstanceOf(PersistenceException.class);
    assertThat(sweeper.run().blobsSeen()).isEqualTo(1);
  }

  @Test
  @DisplayName("are bound by the next run if the disk failed, whatever came in between")
  void failedDisk() {
    Sweeper sweeper = fixture.sweeper(SweepSettings.DEFAULT);
    fixture.disk.failCall(1, FaultyDisk.Fault.IO_ERROR);
    assertThatThrownBy(sweeper::run).isInstanceOf(RuntimeException.class);
    fixture.disk.failCall(2, FaultyDisk.Fault.IO_ERROR);
    assertThatThrownBy(sweeper::run).isInstanceOf(RuntimeException.class);
    fixture.store(new byte[10]);
    assertThat(sweeper.run().blobsSeen()).isEqualTo(1);
  }
}
