package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import dev.freehold.content.testing.TestStep;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.jobs.JobInterruptedException;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.persistence.Dialect;
import jakarta.mail.Flags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A migration whose node is killed")
@Order(1)
class KilledMigrationTest {

  private static final int BUDGET = 3;

  @TempDir private Path folder;

  @Test
  void losesNothingAndHasNothingTwiceWhereverThatIs() throws IOException {
    boolean killed = true;
    for (int at = 1; killed; at++) {
      Path own = Files.createDirectory(folder.resolve("n" + at));
      try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, own)) {
        all.mailUser("lea");
        GreenMailUser lea = all.source.account("lea");
        for (int i = 0; i < 7; i++) {
          put(all, lea, i % 2 == 0 ? "INBOX" : "Work", "n" + i);
        }
        all.endpoint(1);
        MigrationBatch batch = all.batch("b", true, "lea");

        killed = runs(all, batch, at);
        put(all, lea, "INBOX", "late");
        assertThat(runs(all, batch, 0)).isFalse();

        MigrationUser user = all.user("b", 2);
        assertThat(user.status()).as("killed at %d", at).isEqualTo(UserStatus.COMPLETED);
        assertThat(all.messages("lea", "Work")).hasSize(3);
        // What came after its folder was done is for a later batch.
        assertThat(all.messages("lea", "INBOX")).hasSizeBetween(4, 5);
        assertThat(user.copiedItems()).isEqualTo(3 + all.messages("lea", "INBOX").size());
      }
    }
  }

  /** Runs the job to its end, or to the commit at which it is killed; true if it was. */
  private static boolean runs(MigrationFixture all, MigrationBatch batch, int killedAt) {
    TestStep step = step(all, batch).killedAt(killedAt);
    try {
      while (!(all.job.step(step) instanceof JobOutcome.ShardDone)) {
        // The next piece.
      }
      return false;
    } catch (JobInterruptedException e) {
      return true;
    }
  }

  private static TestStep step(MigrationFixture all, MigrationBatch batch) {
    return new TestStep(all.mail.database, BUDGET)
        .about(all.mail.tenantId, batch.id())
        .of(MigrationJob.NAME);
  }

  @Test
  void waitsWhileTheRootsRefuseThoughTheSystemWouldGetTheKey() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      UUID mia = all.mailUser("mia").id();
      put(all, all.source.account("mia"), "INBOX", "one");
      all.endpoint(1);
      MigrationBatch batch = all.batch("b", true, "mia");
      TestStep step = step(all, batch);
      all.mail.custody.withholdFromPeople(mia, KeyAccessException.Reason.REFUSED);
      JobOutcome outcome = all.job.step(step);
      while (outcome instanceof JobOutcome.More) {
        outcome = all.job.step(step);
      }
      assertThat(outcome)
          .isInstanceOfSatisfying(
              JobOutcome.Waits.class,
              waits -> assertThat(waits.code()).isEqualTo("key-access-refused"));
      all.mail.custody.giveToPeople(mia);
      assertThat(runs(all, batch, 0)).isFalse();
      assertThat(all.messages("mia", "INBOX")).hasSize(1);
    }
  }

  @Test
  void doesNotGoOnInAFolderThatTheServerNumberedAnew() {
    try (MigrationFixture all = new MigrationFixture(Dialect.SQLITE, folder)) {
      all.mailUser("ned");
      GreenMailUser ned = all.source.account("ned");
      for (int i = 0; i < 7; i++) {
        put(all, ned, "INBOX", "n" + i);
      }
      all.endpoint(1);
      MigrationBatch batch = all.batch("b", true, "ned");
      // Begun, listed, and one page of messages.
      assertThat(runs(all, batch, 4)).isTrue();
      all.mail.database.write(
          tx -> tx.execute("UPDATE mail_migration_folders SET uid_validity = 1"));
      assertThat(runs(all, batch, 0)).isFalse();
      MigrationUser user = all.user("b", 2);
      assertThat(user.status()).isEqualTo(UserStatus.COMPLETED_WITH_ERRORS);
      assertThat(user.skips())
          .extracting(MigrationUser.Skip::code)
          .containsExactly("migration-folder-renumbered");
    }
  }

  private static void put(
      MigrationFixture all, GreenMailUser account, String folder, String subject) {
    all.source.put(
        account, folder, SourceServer.message(subject), new Flags(), MailFixture.DELIVERED);
  }
}
