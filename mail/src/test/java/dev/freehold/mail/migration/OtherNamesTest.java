package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Mail that was copied before under another name")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherNamesTest {

  private MigrationFixture all;
  private LyingServer source;
  private int tests;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    // Two of the messages cannot be told from each other.
    source =
        new LyingServer().with("INBOX", "first", "other").with("Work", "third", "third", "sixth");
    all = new MigrationFixture(Dialect.SQLITE, folder, source);
    all.endpoint(1);
    all.endpoint("other host", "localhost", source.port(), 1);
    all.run();
  }

  @AfterAll
  void close() throws IOException {
    all.close();
    source.close();
  }

  @BeforeEach
  void begin() {
    tests++;
    all.mailUser(account());
    assertThat(migrate("old server", "first").copiedItems()).isEqualTo(5);
  }

  @AfterEach
  void allIsHereOnce() {
    var mailbox =
        all.mail.mailboxes.require(all.mail.tenantId, MigrationFixture.address(account()));
    assertThat(all.mail.mailboxes.statistics(mailbox).itemCount()).isEqualTo(5);
  }

  private String account() {
    return "lea" + tests;
  }

  private MigrationUser migrate(String endpoint, String name) {
    String batch = name + tests;
    all.batchFrom(endpoint, batch, account());
    all.await(batch, now -> now.endedAt().isPresent());
    return all.user(batch, 2);
  }

  private List<MigrationReport.Folder> folders(String name) {
    return all.reports
        .get(all.mail.tenantId, name + tests, MigrationFixture.address(account()))
        .folders();
  }

  private void assertRecognised(String name, Long... perFolder) {
    List<MigrationReport.Folder> folders = folders(name);
    assertThat(folders)
        .as("%s", folders)
        .extracting(MigrationReport.Folder::recognised)
        .containsExactly(perFolder);
  }

  @Test
  void isRecognisedWhereFoldersAreNumberedAnew() {
    source.renumbers();
    assertThat(migrate("old server", "second").copiedItems()).isEqualTo(5);
    assertRecognised("second", 2L, 3L);
  }

  @Test
  void isRecognisedWhereTheServerHasAnotherNameOfWhichABatchWarns() {
    assertThat(migrate("other host", "second").status()).isEqualTo(UserStatus.COMPLETED);
    assertRecognised("second", 2L, 3L);
    assertThat(all.batches.get(all.mail.tenantId, "second" + tests).otherNames()).isOne();
    assertThat(migrate("old server", "third").copiedItems()).isEqualTo(5);
    assertRecognised("third", 0L, 0L);
  }

  @Test
  void staysInItsFolderWhereAnotherOneComesThatIsCalledSoHere() {
    source.renames("Work", "Entwu&Awg-rfe");
    try {
      assertThat(migrate("old server", "second").copiedItems()).isEqualTo(5);
      source.with("Entw&APw-rfe");
      assertThat(migrate("other host", "third").copiedItems()).isEqualTo(5);
      assertThat(folders("third"))
          .extracting(MigrationReport.Folder::path)
          .containsExactlyInAnyOrder("INBOX", "Entw\u00fcrfe", "Entw=C3=BCrfe");
      assertThat(folders("third"))
          .filteredOn(folder -> folder.path().equals("Entw\u00fcrfe"))
          .extracting(MigrationReport.Folder::here)
          .containsExactly(3L);
    } finally {
      source.renames("Entwu&Awg-rfe", "Work");
      source.without("Entw&APw-rfe");
    }
  }

  @Test
  void isRecognisedAgainWhenThePageThatFoundItCouldNotBeKept() {
    all.change(
        """
        CREATE TRIGGER stumble BEFORE UPDATE OF last_uid ON mail_migration_folders
        WHEN NEW.last_uid > OLD.last_uid BEGIN SELECT RAISE(ABORT, 'the disk stumbles'); END
        """);
    all.batchFrom("other host", "second" + tests, account());
    all.await("second" + tests, _ -> newestJob().state() == JobState.FAILED);
    all.change("DROP TRIGGER stumble");
    all.jobs.resume(all.mail.tenantId, newestJob().id(), MigrationFixture.ADMIN);
    all.await("second" + tests, now -> now.endedAt().isPresent());
    assertRecognised("second", 2L, 3L);
  }

  private Job newestJob() {
    return all.jobs.list(all.mail.tenantId, new UUID(0, 0), 1).getFirst();
  }

  @Test
  void isRecognisedWhereAFolderWasRenamed() {
    source.renames("Work", "Projects");
    try {
      assertThat(migrate("old server", "second").copiedItems()).isEqualTo(5);
      assertRecognised("second", 0L, 3L);
    } finally {
      source.renames("Projects", "Work");
    }
  }
}
