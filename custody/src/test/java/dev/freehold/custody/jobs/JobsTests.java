package dev.freehold.custody.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database with jobs, for contracts that hold on every database. */
abstract class JobsTests {

  final Dialect dialect;

  @TempDir Path folder;

  JobsFixture fixture;
  final ToyKind kind = new ToyKind();
  final UUID subject = UUID.randomUUID();

  JobsTests(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new JobsFixture(dialect, folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  void assertEachItemDoneOnce(UUID subject) {
    assertThat(ToyKind.times(fixture.database, subject)).containsExactly(1);
  }
}
