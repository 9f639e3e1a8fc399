package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.testing.TestStep;
import dev.freehold.custody.jobs.JobInterruptedException;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.FlagChange;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A later run of a migration whose node is killed")
@Order(1)
class KilledSyncTest {

  @TempDir private Path folder;

  @Test
  void comesBackWholeWhereverThatIs() throws IOException {
    boolean killed = true;
    for (int at = 1; killed; at++) {
      Path own = Files.createDirectory(folder.resolve("n" + at));
      try (LivingServer source =
              new LivingServer()
                  .with("INBOX", "one", "two", "three", "four", "five")
                  .with("Work", "six");
          MigrationFixture all = new MigrationFixture(Dialect.SQLITE, own, source.port())) {
        all.syncSeconds = 3600;
        all.mailUser("ida");
        all.endpoint(1);
        all.run();
        MigrationBatch batch = all.batch("b", true, "ida");
        all.await("b", now -> now.status() == BatchStatus.SYNCED);
        all.stopRunning();
        flagHere(all, 5);
        source.with("INBOX", "seven");
        source.removes("INBOX", "one");
        source.flags("INBOX", "two", "\\Seen");
        source.flags("INBOX", "five", "\\Seen");
        source.moves("INBOX", "three", "Work");
        source.renumbers("Work");
        all.batches.start(all.mail.tenantId, "b", MigrationFixture.ADMIN);

        try (MigrationJob another = all.anotherJob()) {
          killed = runs(all, another, batch, at);
          assertThat(runs(all, another, batch, 0)).isFalse();
        }

        var inbox = all.messages("ida", "INBOX");
        assertThat(inbox.keySet())
            .as("killed at %d", at)
            .containsExactlyInAnyOrder("two", "four", "five", "seven");
        assertThat(all.messages("ida", "Work").keySet()).containsExactly("six", "three");
        assertThat(inbox.get("two").flags()).isEqualTo(MessageFlags.of(MessageFlag.SEEN));
        assertThat(inbox.get("five").flags()).isEqualTo(MessageFlags.of(MessageFlag.FLAGGED));
        assertThat(all.user("b", 2).status()).isEqualTo(UserStatus.SYNCED);
      }
    }
  }

  private static void flagHere(MigrationFixture all, long uid) {
    Mailbox mailbox =
        all.mail.mailboxes.require(all.mail.tenantId, MigrationFixture.address("ida"));
    Folder inbox = all.mail.folders.require(mailbox, "INBOX");
    var _ =
        all.mail.messages.changeFlags(
            inbox,
            List.of(uid),
            new FlagChange(FlagChange.Mode.ADD, MessageFlags.of(MessageFlag.FLAGGED)));
  }

  /** Runs the job to its end, or to the commit at which it is killed; true if it was. */
  private static boolean runs(
      MigrationFixture all, MigrationJob job, MigrationBatch batch, int killedAt) {
    TestStep step =
        new TestStep(all.mail.database, 3)
            .about(all.mail.tenantId, batch.id())
            .of(BatchRuns.SYNC)
            .killedAt(killedAt);
    try {
      while (!(job.step(step) instanceof JobOutcome.ShardDone)) {
        // The next piece.
      }
      return false;
    } catch (JobInterruptedException e) {
      return true;
    }
  }
}
