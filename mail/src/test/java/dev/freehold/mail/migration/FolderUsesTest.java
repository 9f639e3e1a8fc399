package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.folders.FolderSubscriptions;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Folders that the source says more about")
class FolderUsesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void haveTheirUseHere(Dialect dialect) throws IOException {
    try (LyingServer source = new LyingServer();
        MigrationFixture all = new MigrationFixture(dialect, folder, source)) {
      source.with("INBOX", text("a")).with("Gesendet", text("b")).with("Papierkorb", text("c"));
      source.answers(
          "LIST .*",
          """
          * LIST (\\HasNoChildren) "/" INBOX
          * LIST (\\HasNoChildren \\Sent) "/" Gesendet
          * LIST (\\HasNoChildren \\Trash) "/" Papierkorb
          TAG OK done
          """
              .replace("\n", "\r\n"));

      migrate(all, "first");

      assertThat(use(all, "Gesendet")).contains(SpecialUse.SENT);
      assertThat(use(all, "Papierkorb")).contains(SpecialUse.TRASH);
      assertThat(use(all, "INBOX")).isEmpty();
    }
  }

  @Test
  void goToTheFolderOfThatUseHere() throws IOException {
    try (LyingServer source = new LyingServer();
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source)) {
      all.mailUser("dora");
      Mailbox mailbox = mailbox(all);
      all.mail.mailboxes.migrate(mailbox.tenantId(), mailbox.id());
      all.mail.folders.create(mailbox(all), "Sent", Optional.of(SpecialUse.SENT));
      all.mail.folders.create(mailbox(all), "Bin", Optional.of(SpecialUse.TRASH));
      source.with("Gesendet", text("b")).with("Trash", text("c")).with("Bin", text("d"));
      source.answers(
          "LIST .*",
          """
          * LIST (\\Sent) "/" Gesendet
          * LIST (\\Trash) "/" Trash
          * LIST () "/" Bin
          TAG OK done
          """
              .replace("\n", "\r\n"));

      run(all, "first");
      run(all, "second");

      assertThat(all.messages("dora", "Sent")).containsOnlyKeys(text("b"));
      // The source has another folder of this name.
      assertThat(all.messages("dora", "Bin")).containsOnlyKeys(text("d"));
      assertThat(all.messages("dora", "Trash")).containsOnlyKeys(text("c"));
      assertThat(all.user("second", 2).copiedItems()).isEqualTo(3);
      assertThat(all.reports.get(all.mail.tenantId, "second", "dora@contoso.example").folders())
          .allSatisfy(each -> assertThat(each.stored()).isZero());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void areNotCopiedTwiceWhereTheyShowMessagesOfOthers(Dialect dialect) throws IOException {
    try (LyingServer source = new LyingServer();
        MigrationFixture all = new MigrationFixture(dialect, folder, source)) {
      source
          .with("INBOX", text("a"), text("b"), "no id")
          .with("Work", text("c"))
          .with("[Mail]/Everything", text("a"), text("b"), "no id", text("c"), text("archived"))
          .with("[Mail]/Starred", text("b"), text("archived"));
      source.answers("LIST .*", LIST_WITH_VIEWS);

      migrate(all, "first");

      assertThat(all.messages("dora", "INBOX")).hasSize(3);
      assertThat(all.messages("dora", "[Mail]/Everything")).containsOnlyKeys(text("archived"));
      assertThat(paths(all)).doesNotContain("[Mail]/Starred");
      // What has a Message-ID is not even fetched again.
      assertThat(source.heard("UID FETCH \\d+ \\(UID BODY.PEEK\\[\\]\\)")).isEqualTo(6);

      run(all, "second");
      assertThat(all.messages("dora", "[Mail]/Everything")).containsOnlyKeys(text("archived"));
      assertThat(all.user("second", 2).status()).isEqualTo(UserStatus.COMPLETED);
    }
  }

  @Test
  void areSubscribedToHereOnce() throws IOException {
    try (LyingServer source = new LyingServer();
        MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder, source)) {
      source.with("INBOX", text("a")).with("Work").with("Work/Old").with("Private");
      source.answers(
          "LSUB .*",
          """
          * LSUB () "/" INBOX
          * LSUB (\\NoSelect) "/" Work
          * LSUB () "/" Work/Old
          * LSUB () "/" Gone
          TAG OK done
          """
              .replace("\n", "\r\n"));

      migrate(all, "first");
      FolderSubscriptions subscriptions = new FolderSubscriptions(all.mail.database);
      assertThat(subscriptions.list(mailbox(all))).containsExactly("INBOX", "Work/Old");

      subscriptions.remove(mailbox(all), "Work/Old");
      run(all, "second");
      assertThat(subscriptions.list(mailbox(all))).containsExactly("INBOX");
    }
  }

  private static final String LIST_WITH_VIEWS =
      """
      * LIST (\\All) "/" "[Mail]/Everything"
      * LIST (\\Flagged) "/" "[Mail]/Starred"
      * LIST () "/" INBOX
      * LIST () "/" Work
      TAG OK done
      """
          .replace("\n", "\r\n");

  private static void migrate(MigrationFixture all, String batch) {
    all.mailUser("dora");
    run(all, batch);
  }

  private static void run(MigrationFixture all, String batch) {
    if (batch.equals("first")) {
      all.endpoint(1);
      all.run();
    }
    all.batch(batch, true, "dora");
    all.await(batch, each -> each.endedAt().isPresent());
  }

  private static Mailbox mailbox(MigrationFixture all) {
    return all.mail.mailboxes.require(all.mail.tenantId, MigrationFixture.address("dora"));
  }

  private static Optional<SpecialUse> use(MigrationFixture all, String path) {
    return all.mail.folders.require(mailbox(all), path).specialUse();
  }

  private static Iterable<String> paths(MigrationFixture all) {
    return all.mail.folders.list(mailbox(all)).stream().map(Folder::path).toList();
  }

  private static String text(String subject) {
    return "Message-ID: <%s@old.example>\r\nSubject: %s\r\n\r\nhello\r\n"
        .formatted(subject, subject);
  }
}
