package dev.freehold.server.run;

import dev.freehold.custody.jobs.JobSettings;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.migration.MigrationBatches;
import dev.freehold.mail.migration.MigrationEndpoints;
import dev.freehold.mail.migration.MigrationJob;
import dev.freehold.mail.migration.imap.SourceServers;
import dev.freehold.server.config.ServerSettings;
import java.time.Clock;
import java.util.Set;

/**
 * Migrations of mailboxes from elsewhere, wired.
 *
 * @param endpoints where mail is
 * @param batches what is brought
 * @param job brings it
 */
record MigrationPart(MigrationEndpoints endpoints, MigrationBatches batches, MigrationJob job) {

  static MigrationPart of(
      ServerSettings settings,
      Stores stores,
      CustodyPart custody,
      ServiceMasterKey master,
      Mailboxes mailboxes,
      Folders folders,
      Messages messages,
      Clock clock) {
    SourceServers permitted = new SourceServers(Set.copyOf(settings.migration().insideServers()));
    return new MigrationPart(
        new MigrationEndpoints(stores.database(), custody.services().ledger(), permitted, clock),
        new MigrationBatches(
            stores.database(),
            master,
            custody.services().jobs(),
            custody.services().ledger(),
            clock),
        new MigrationJob(
            stores.database(),
            master,
            new MigrationJob.Store(mailboxes, folders, messages),
            permitted,
            places(settings.jobs()),
            clock));
  }

  /** Sources are slow, and half of the threads stay for jobs that keys depend on. */
  private static int places(JobSettings jobs) {
    return Math.max(1, jobs.threads() / 2);
  }
}
