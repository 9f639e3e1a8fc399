package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dovecot does so when messages are long. */
@DisplayName("From a server that sends several messages before it ends any of its answers")
class LateEndsTest {

  private static final int MESSAGES = 40;

  /** Two are longer than any response that has no message in it. */
  private static final int LENGTH = 40_000;

  private LyingServer source;
  private MigrationFixture all;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    source =
        new LyingServer()
            .with(
                "INBOX",
                IntStream.range(0, MESSAGES).mapToObj(LateEndsTest::text).toArray(String[]::new));
    source.endsLate();
    all = new MigrationFixture(Dialect.SQLITE, folder, source);
    all.endpoint(1);
    all.run();
    all.mailUser("ida");
  }

  @AfterEach
  void close() throws IOException {
    all.close();
    source.close();
  }

  private static String text(int number) {
    return "message %d ".formatted(number) + "x".repeat(LENGTH);
  }

  private MigrationUser migrate() {
    all.batch("wave", true, "ida");
    all.await("wave", now -> now.endedAt().isPresent());
    return all.user("wave", 2);
  }

  @Test
  @DisplayName("each comes once, over one connection")
  void comesOnce() {
    assertThat(migrate().status()).isEqualTo(UserStatus.COMPLETED);
    assertThat(all.messages("ida", "INBOX")).hasSize(MESSAGES);
    assertThat(source.heard("UID FETCH .*BODY.*")).isEqualTo(MESSAGES);
    assertThat(source.signedIn()).hasSize(1);
  }

  @Test
  @DisplayName("one that is refused at the end of its answer does not count as come")
  void refusedAtTheEnd() {
    source.answers("UID FETCH 20 .*BODY.*", LyingServer.body(20, text(19)) + "TAG NO damaged\r\n");

    MigrationUser user = migrate();

    assertThat(user.status()).isEqualTo(UserStatus.COMPLETED_WITH_ERRORS);
    assertThat(user.skips())
        .extracting(MigrationUser.Skip::uid, MigrationUser.Skip::code)
        .containsExactly(tuple(Optional.of(20L), "migration-message-refused"));
    assertThat(all.messages("ida", "INBOX")).hasSize(MESSAGES - 1);
  }
}
