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
    return end();
  }

  private MigrationUser end() {
    all.await("wave", now -> now.endedAt().isPresent());
    return all.user("wave", 2);
  }

  private static String fetch(String uid) {
    return "UID FETCH " + uid + " .*BODY.*";
  }

  private void assertAllAreHere() {
    assertThat(all.messages("ida", "INBOX").keySet())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, MESSAGES).mapToObj(LateEndsTest::text).toList());
  }

  @Test
  @DisplayName("each comes once, over one connection")
  void comesOnce() {
    assertThat(migrate().status()).isEqualTo(UserStatus.COMPLETED);
    assertAllAreHere();
    assertThat(source.heard(fetch("\\d+"))).isEqualTo(MESSAGES);
    assertThat(source.signedIn()).hasSize(1);
  }

  @Test
  @DisplayName("one that is refused at the end of its answer does not count as come")
  void refusedAtTheEnd() {
    source.answers(fetch("20"), LyingServer.body(20, text(19)) + "TAG NO damaged\r\n");

    MigrationUser user = migrate();

    assertThat(user.status()).isEqualTo(UserStatus.COMPLETED_WITH_ERRORS);
    assertThat(user.skips())
        .extracting(MigrationUser.Skip::uid, MigrationUser.Skip::code)
        .containsExactly(tuple(Optional.of(20L), "migration-message-refused"));
    assertThat(all.messages("ida", "INBOX")).hasSize(MESSAGES - 1);
  }

  @Test
  @DisplayName("those that are there no more do not cost the connection")
  void gone() {
    String gone = "(3|5|8|13|14)";
    source.answers(fetch(gone), LyingServer.OK);
    source.answers("UID FETCH " + gone + " \\(UID\\)", LyingServer.OK);
    assertThat(migrate().status()).isEqualTo(UserStatus.COMPLETED);
    assertThat(all.messages("ida", "INBOX")).hasSize(MESSAGES - 5);
    assertThat(source.signedIn()).hasSize(1);
  }

  @Test
  @DisplayName("what nobody asked for is not taken for a message")
  void unasked() {
    source.answers(
        fetch("6"),
        LyingServer.body(6, text(5))
            + LyingServer.body(6, "another")
            + LyingServer.body(600, "nobody's")
            + "f999 OK of nobody\r\nf1 NO once more\r\n"
            + LyingServer.OK);
    assertThat(migrate().status()).isEqualTo(UserStatus.COMPLETED);
    assertAllAreHere();
    assertThat(source.signedIn()).hasSize(1);
  }

  @Test
  @DisplayName("one whose UID comes after its bytes is asked for once more")
  void uidAfterwards() {
    source.answers(
        fetch("6"),
        "* 6 FETCH (BODY[] {%d}\r\n%s UID 6)\r\n".formatted(text(5).length(), text(5))
            + LyingServer.OK);
    assertThat(migrate().status()).isEqualTo(UserStatus.COMPLETED);
    assertAllAreHere();
  }

  @Test
  @DisplayName("one whose answer never ends does not count as come")
  void goodBye() {
    source.answers(fetch("8"), LyingServer.body(8, text(7)) + "* BYE going down\r\n");
    MigrationUser user = migrate();
    assertThat(user.status()).isEqualTo(UserStatus.COMPLETED_WITH_ERRORS);
    assertThat(user.skips())
        .extracting(MigrationUser.Skip::uid, MigrationUser.Skip::code)
        .containsExactly(tuple(Optional.of(8L), "migration-connection-lost"));
    assertThat(all.messages("ida", "INBOX")).hasSize(MESSAGES - 1).doesNotContainKey(text(7));
  }

  @Test
  @DisplayName("no more is kept than there is room for, whatever sizes it told")
  void understated() {
    String large = "x".repeat(100_000);
    source.with(
        "Large", IntStream.range(0, MESSAGES).mapToObj(i -> i + large).toArray(String[]::new));
    IntStream.rangeClosed(1, MESSAGES)
        .forEach(uid -> source.describes(uid, LyingServer.described(uid, LyingServer.DATE, 1)));
    assertThat(migrate().status()).isEqualTo(UserStatus.COMPLETED);
    assertAllAreHere();
    assertThat(all.messages("ida", "Large")).hasSize(MESSAGES);
  }

  @Test
  @DisplayName("all that it says beside messages is one answer, which has a bound")
  void talkative() {
    String talk = "* OK still there\r\n".repeat(12_000);
    IntStream.rangeClosed(1, MESSAGES)
        .forEach(
            uid ->
                source.answers(
                    fetch(Integer.toString(uid)),
                    talk + LyingServer.body(uid, text(uid - 1)) + LyingServer.OK));
    assertThat(migrate().status()).isEqualTo(UserStatus.COMPLETED);
    assertAllAreHere();
    assertThat(source.signedIn()).hasSizeGreaterThan(1);
  }

  @Test
  @DisplayName("what was kept when the batch was stopped comes once after it is started again")
  void stopped() {
    source.answers(fetch("20"), LyingServer.SILENCE);
    all.batch("wave", true, "ida");
    all.await("wave", _ -> source.heard(fetch("20")) > 0);
    all.batches.stop(all.mail.tenantId, "wave", MigrationFixture.ADMIN);
    all.await("wave", _ -> source.connections() == 0);
    source.repents();
    all.batches.start(all.mail.tenantId, "wave", MigrationFixture.ADMIN);
    assertThat(end().status()).isEqualTo(UserStatus.COMPLETED);
    assertAllAreHere();
  }
}
