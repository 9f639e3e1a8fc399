package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A source that says nothing any more")
class SilentSourceTest {

  /** More than a node has threads for other jobs, in {@link MigrationFixture#run} too. */
  private static final int ACCOUNTS = 8;

  /** Less than a server may be silent. */
  private static final Duration SOON = Duration.ofSeconds(50);

  private LyingServer silent;
  private LyingServer good;
  private MigrationFixture all;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    silent = new LyingServer().with("INBOX", "first");
    good = new LyingServer().with("INBOX", "first", "second");
    all = new MigrationFixture(Dialect.SQLITE, folder, silent, good);
    all.endpoint("silent", "127.0.0.1", silent.port(), ACCOUNTS);
    all.endpoint("good", "127.0.0.1", good.port(), 1);
    silent.answers("EXAMINE .*", LyingServer.SILENCE);
    String[] accounts =
        IntStream.range(0, ACCOUNTS).mapToObj("ida%d"::formatted).toArray(String[]::new);
    for (String account : accounts) {
      all.mailUser(account);
    }
    all.mailUser("lea");
    all.run();
    all.batchFrom("silent", "stuck", accounts);
    all.await("stuck", _ -> silent.heard("EXAMINE .*") == ACCOUNTS);
  }

  @AfterEach
  void close() throws IOException {
    all.close();
    silent.close();
    good.close();
  }

  @Test
  void keepsNobodyElseFromMigrating() {
    Instant before = Instant.now();
    all.batchFrom("good", "well", "lea");
    all.await("well", batch -> batch.status() == BatchStatus.COMPLETED);
    assertThat(silent.heard("EXAMINE .*")).isEqualTo(ACCOUNTS);
    assertThat(Duration.between(before, Instant.now())).isLessThan(SOON);
  }

  @Test
  void isLeftAtOnceWhenItsBatchIsStopped() {
    all.batches.stop(all.mail.tenantId, "stuck", MigrationFixture.ADMIN);
    Instant end = Instant.now().plus(SOON);
    while (silent.connections() > 0) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(5_000_000);
    }
    silent.repents();
    all.batches.start(all.mail.tenantId, "stuck", MigrationFixture.ADMIN);
    all.await("stuck", batch -> batch.status() == BatchStatus.COMPLETED);
  }

  @Test
  void holdsUpNoNodeThatEnds() {
    Instant before = Instant.now();
    all.stopRunning();
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
    assertThat(all.user("stuck", 2).code()).isEmpty();
  }
}
