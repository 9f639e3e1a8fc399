package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A migration from a server that gives one message wrongly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LyingSourceTest {

  private static final String BODY_2 = "UID FETCH 2 .*BODY.*";
  private static final String DATE = LyingServer.DATE;
  private static final String OK = LyingServer.OK;

  private LyingServer source;
  private MigrationFixture all;
  private int tests;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    source = new LyingServer().with("INBOX", "first", "second", "third").with("Work", "fourth");
    all = new MigrationFixture(Dialect.SQLITE, folder, source);
    all.endpoint(1);
    all.run();
  }

  @AfterAll
  void close() throws IOException {
    all.close();
    source.close();
  }

  @BeforeEach
  void forAnotherAccount() {
    source.repents();
    all.badItemLimit = MigrationLimits.DEFAULT_BAD_ITEMS;
    tests++;
    all.mailUser(account());
  }

  private String account() {
    return "ida" + tests;
  }

  private MigrationUser migrate(String name) {
    String batch = name + tests;
    all.batch(batch, true, account());
    all.await(batch, now -> now.endedAt().isPresent());
    return all.user(batch, 2);
  }

  private Set<String> texts(String path) {
    return all.messages(account(), path).keySet();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          refuses it               | migration-message-refused | TAG NO [SERVERBUG] oh
          does not know the command| migration-message-refused | TAG BAD what
          refuses it at the end    | migration-message-refused \
            | * 2 FETCH (UID 2 BODY[] {6}/second)/TAG NO oh
          gives nothing            | migration-message-missing | TAG OK done
          gives NIL                | migration-message-missing \
            | * 2 FETCH (UID 2 BODY[] NIL)/TAG OK done
          gives a word             | migration-message-invalid \
            | * 2 FETCH (UID 2 BODY[] second)/TAG OK done
          gives another message    | migration-message-invalid \
            | * 3 FETCH (UID 3 BODY[] {5}/third)/TAG OK done
          says so afterwards       | migration-message-invalid \
            | * 2 FETCH (BODY[] {5}/third UID 3)/TAG OK done
          does not say which it is | migration-message-invalid \
            | * 2 FETCH (BODY[] {6}/second)/TAG OK done
          quotes another message   | migration-message-invalid \
            | * 2 FETCH (BODY[] "third" UID 3)/TAG OK done
          never says that it ended | migration-connection-lost \
            | * 2 FETCH (UID 2 BODY[] {6}/seco
          """)
  void copiesTheOthersAndNamesIt(String lie, String code, String answer) {
    source.answers(BODY_2, (answer + "/").replace("/", "\r\n"));
    assertNamed(code);
  }

  /** It is skipped, all else is here, and a later batch takes it when the source gives it. */
  private void assertNamed(String code) {
    MigrationUser user = migrate("one");
    assertThat(user.status()).isEqualTo(UserStatus.COMPLETED_WITH_ERRORS);
    assertThat(user.copiedItems()).isEqualTo(3);
    assertThat(user.skippedItems()).isOne();
    assertThat(user.skips())
        .containsExactly(new MigrationUser.Skip("INBOX", Optional.of(2L), code, false));
    assertThat(texts("INBOX")).containsExactly("first", "third");
    assertThat(texts("Work")).containsExactly("fourth");
    source.repents();
    assertThat(migrate("two").status()).isEqualTo(UserStatus.COMPLETED);
    assertThat(texts("INBOX")).containsExactly("first", "second", "third");
  }

  @ParameterizedTest
  @CsvSource({"NIL", "\"32-Foo-2025\"", "yesterday"})
  void namesOneWhoseDateIsUnreadable(String date) {
    source.describes(2, LyingServer.described(2, date, 6));
    assertNamed("migration-message-invalid");
  }

  @Test
  void namesOneThatEndsTheConnectionWheneverItIsSpokenOf() {
    source.describes(2, LyingServer.HANGS_UP);
    assertNamed("migration-connection-lost");
  }

  @Test
  void namesOneThatIsOnlyDescribedAsAnother() {
    source.describes(2, LyingServer.described(3, DATE, 6));
    assertNamed("migration-message-missing");
  }

  @Test
  void asksForThemOneByOneIfAPageIsNotWhole() {
    source.answers("FETCH \\d+:\\d+ \\(UID FLAGS.*", "TAG NO not so many\r\n");
    assertThat(migrate("one").status()).isEqualTo(UserStatus.COMPLETED);
    assertThat(texts("INBOX")).hasSize(3);
  }

  @Test
  void countsThoseOfWhichNotEvenTheUidIsTold() {
    source.answers("FETCH .*", LyingServer.described(1, DATE, 5) + OK);
    MigrationUser user = migrate("one");
    assertThat(user.status()).isEqualTo(UserStatus.COMPLETED_WITH_ERRORS);
    assertThat(user.skips())
        .containsOnly(
            new MigrationUser.Skip("INBOX", Optional.empty(), "migration-message-missing", false))
        .hasSize(2);
    assertThat(texts("INBOX")).containsExactly("first");
    assertThat(texts("Work")).hasSize(1);
  }

  @Test
  void keepsOneThatIsShorterThanItsSizeAndNamesIt() {
    source.describes(2, LyingServer.described(2, DATE, 600));
    long before = source.heard(BODY_2);
    MigrationUser user = migrate("one");
    assertThat(user.status()).isEqualTo(UserStatus.COMPLETED_WITH_ERRORS);
    assertThat(user.skips())
        .extracting(MigrationUser.Skip::code)
        .containsExactly("migration-message-short");
    assertThat(source.heard(BODY_2) - before).isEqualTo(3);
    assertThat(texts("INBOX")).hasSize(3);
    source.repents();
    source.answers(BODY_2, LyingServer.body(2, "second and the rest") + OK);
    assertThat(migrate("two").status()).isEqualTo(UserStatus.COMPLETED);
    assertThat(texts("INBOX")).hasSize(4).contains("second and the rest");
  }

  @Test
  void isInTheReport() {
    source.answers(BODY_2, "TAG NO oh\r\n");
    source.answers("LIST .*", "* LIST () \".\" INBOX\r\n* LIST () \".\" \"Work.a/b\"\r\n" + OK);
    migrate("one");
    MigrationReport report =
        all.reports.get(all.mail.tenantId, "one" + tests, MigrationFixture.address(account()));
    assertThat(report.user().skips()).hasSize(1);
    assertThat(report.folders())
        .containsExactly(
            new MigrationReport.Folder(
                "INBOX", "INBOX", 3, 2, 0, 0, 1, 0, 0, false, false, true, Optional.empty()),
            new MigrationReport.Folder(
                "Work.a/b",
                "Work/a=2Fb",
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                true,
                false,
                true,
                Optional.empty()));
    source.repents();
    migrate("two");
    MigrationReport.Folder inbox =
        all.reports
            .get(all.mail.tenantId, "two" + tests, MigrationFixture.address(account()))
            .folders()
            .getFirst();
    assertThat(inbox.here()).isEqualTo(3);
    assertThat(inbox.stored()).isOne();
    assertThat(inbox.known()).isEqualTo(2);
  }

  @Test
  void namesAFolderThatCannotBeAskedFor() {
    source.answers("LIST .*", "* LIST () \"/\" Work\r\n* LIST () \"/\" {4}\r\na\r\nb\r\n" + OK);
    MigrationUser user = migrate("one");
    assertThat(user.status()).isEqualTo(UserStatus.COMPLETED_WITH_ERRORS);
    assertThat(user.skips())
        .containsExactly(
            new MigrationUser.Skip(
                "a=0D=0Ab", Optional.empty(), "migration-folder-name-unusable", true));
    assertThat(texts("Work")).hasSize(1);
  }

  @Test
  void takesALiteralOfTheOtherKind() {
    source.answers(BODY_2, "* 2 FETCH (UID 2 BODY[] ~{6}\r\nse\0ond)\r\n" + OK);
    assertThat(migrate("one").status()).isEqualTo(UserStatus.COMPLETED);
    assertThat(texts("INBOX")).contains("se\0ond");
  }

  @Test
  void isNotTroubledByOneThatWasRemovedMeanwhile() {
    source.answers(BODY_2, OK).answers("UID FETCH 2 \\(UID\\)", OK);
    assertThat(migrate("one").status()).isEqualTo(UserStatus.COMPLETED);
    assertThat(texts("INBOX")).hasSize(2);
  }

  @Test
  void endsTheMailboxAtTheLimitOfBadItems() {
    all.badItemLimit = 1;
    source.answers("UID FETCH [23] .*BODY.*", OK);
    MigrationUser user = migrate("one");
    assertThat(user.status()).isEqualTo(UserStatus.FAILED);
    assertThat(user.code()).contains("migration-bad-item-limit");
    assertThat(user.skips()).hasSize(2);
    all.badItemLimit = 2;
    assertThat(migrate("two").status()).isEqualTo(UserStatus.COMPLETED_WITH_ERRORS);
    assertThat(texts("Work")).hasSize(1);
  }

  @Test
  void goesOnAfterAFolderThatCannotBeRead() {
    source.answers("EXAMINE \"INBOX\"", "* 3 EXISTS\r\nTAG OK without more\r\n");
    MigrationUser user = migrate("one");
    assertThat(user.status()).isEqualTo(UserStatus.COMPLETED_WITH_ERRORS);
    assertThat(user.skips())
        .extracting(MigrationUser.Skip::folder, MigrationUser.Skip::code)
        .containsExactly(tuple("INBOX", "migration-protocol-invalid"));
    assertThat(texts("Work")).hasSize(1);
  }

  @Test
  void givesUpAServerThatGivesNothing() {
    source.answers("EXAMINE .*", "* 30 EXISTS\r\n* OK [UIDVALIDITY 7] fine\r\n" + OK);
    StringBuilder thirty = new StringBuilder();
    for (int uid = 1; uid <= 30; uid++) {
      thirty.append(LyingServer.described(uid, DATE, 5));
    }
    source.answers("FETCH .*", thirty + OK);
    source.answers("UID FETCH .*", LyingServer.HANGS_UP);
    MigrationUser user = migrate("one");
    assertThat(user.status()).isEqualTo(UserStatus.FAILED);
    assertThat(user.code()).contains("migration-connection-lost");
    assertThat(user.skippedItems()).isEqualTo(MigrationLimits.MAX_LOST_ITEMS);
  }
}
