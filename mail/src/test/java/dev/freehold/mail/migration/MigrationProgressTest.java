package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The progress of a mailbox that is migrated")
class MigrationProgressTest {

  private LyingServer source;
  private MigrationFixture all;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    source = new LyingServer().with("INBOX", "first", "second", "third").with("Work", "fourth");
    all = new MigrationFixture(Dialect.SQLITE, folder, source);
    all.mailUser("ida");
    all.endpoint(1);
    all.run();
  }

  @AfterEach
  void close() throws IOException {
    all.close();
    source.close();
  }

  private MigrationProgress progress() {
    return all.user("one", 2).progress().orElseThrow();
  }

  @Test
  void isKnownFromTheBeginningOn() {
    source.answers("EXAMINE .*", LyingServer.SILENCE);
    all.batch("one", true, "ida");
    all.await("one", _ -> source.heard("EXAMINE .*") > 0);
    MigrationProgress now = progress();
    assertThat(now.folder()).isEqualTo("INBOX");
    assertThat(now.doneItems()).isZero();
    assertThat(now.totalItems()).contains(4L);
    assertThat(now.percent()).contains(0);
    assertThat(now.expectedEnd()).isEmpty();
  }

  @Test
  void saysHowFastItIsAndWhenItEnds() {
    source.answers("EXAMINE \"Work\"", LyingServer.SILENCE);
    all.batch("one", true, "ida");
    all.await("one", _ -> source.heard("EXAMINE \"Work\"") > 0);
    all.await("one", _ -> progress().itemsPerMinute().isPresent());
    MigrationProgress now = progress();
    assertThat(now.folder()).isEqualTo("Work");
    assertThat(now.doneItems()).isEqualTo(3);
    assertThat(now.percent()).contains(75);
    assertThat(now.itemsPerMinute().orElseThrow()).isBetween(1L, 90L);
    assertThat(now.bytesPerMinute().orElseThrow()).isPositive();
    assertThat(now.expectedEnd().orElseThrow()).isAfter(Instant.now().minusSeconds(60));
  }

  @Test
  void isOverWithTheMailbox() {
    all.batch("one", true, "ida");
    all.await("one", batch -> batch.status() == BatchStatus.COMPLETED);
    assertThat(all.user("one", 2).progress()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {LyingServer.HANGS_UP, "TAG BAD what\r\n", "TAG OK done\r\n"})
  void isNoReasonToFailIfTheSourceDoesNotCount(String answer) {
    source.answers("STATUS .*", answer);
    all.batch("one", true, "ida");
    all.await("one", batch -> batch.status() == BatchStatus.COMPLETED);
    assertThat(all.messages("ida", "INBOX")).hasSize(3);
    assertThat(source.heard("STATUS .*")).isEqualTo(answer.equals(LyingServer.HANGS_UP) ? 1 : 2);
  }
}
