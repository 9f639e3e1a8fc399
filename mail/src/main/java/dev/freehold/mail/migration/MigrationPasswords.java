package dev.freehold.mail.migration;

import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.csv.CsvProblems;
import dev.freehold.mail.migration.csv.CsvRow;
import dev.freehold.mail.migration.csv.MigrationCsv;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * New passwords for users of a batch who have changed theirs at the source. A batch of another
 * tenant is answered exactly like one that does not exist. Safe for use by many threads.
 */
public final class MigrationPasswords {

  private final Database database;
  private final SealedPasswords passwords;
  private final Jobs jobs;
  private final Ledger ledger;

  /**
   * Works on what {@link MigrationBatches} keeps in the same places.
   *
   * @param master seals the passwords
   */
  public MigrationPasswords(Database database, ServiceMasterKey master, Jobs jobs, Ledger ledger) {
    this.database = database;
    this.passwords = new SealedPasswords(master);
    this.jobs = jobs;
    this.ledger = ledger;
  }

  /** A line of the CSV, and what is kept of it. */
  private record Renewed(int csvLine, MigrationUserRows.Row user, Ciphertext sealed) {}

  /**
   * Has a batch sign in with other passwords from now on, or with other refresh tokens. What was
   * copied stays, and so does what is known of it. A mailbox that failed in the present run because
   * its user was refused has another turn in it.
   *
   * @param csv as the batch's own, with the lines of those users who have new passwords
   * @param allowUnknownColumns whether further columns are skipped and not refused
   * @param actor who does it, for the ledger
   * @throws MailException {@code migration-batch-not-found}; {@code migration-csv-invalid}, with
   *     nothing changed, also if a line is for no user of the batch or for one whose password is
   *     gone; {@code migration-batch-state} if users of its endpoint have no passwords
   */
  public void renew(
      UUID tenantId, String nameOrId, byte[] csv, boolean allowUnknownColumns, String actor) {
    BatchRows.Row batch = database.read(tx -> MigrationBatches.require(tx, tenantId, nameOrId));
    MigrationEndpoint endpoint =
        database.read(
            tx -> MigrationEndpoints.require(tx, tenantId, batch.endpointId().toString()));
    if (!endpoint.signIn().kind().hasSecretOfUser()) {
      throw new MailException(
          MailError.MIGRATION_BATCH_STATE,
          "users of the batch sign in without passwords of their own, as its endpoint says");
    }
    List<CsvRow> rows = MigrationCsv.parse(csv, allowUnknownColumns, endpoint.signIn().kind());
    List<Renewed> renewed;
    try {
      renewed = sealed(endpoint, batch, rows);
    } finally {
      rows.forEach(row -> row.password().close());
    }
    database.write(
        tx -> {
          replace(tx, MigrationBatches.held(tx, tenantId, batch.id().toString()), renewed);
          record(tx, batch, renewed.size(), actor);
          return null;
        });
    jobs.wake();
  }

  private List<Renewed> sealed(MigrationEndpoint endpoint, BatchRows.Row batch, List<CsvRow> rows) {
    Map<String, MigrationUserRows.Row> users =
        database
            .read(tx -> MigrationUserRows.list(tx, batch.id(), 0, MigrationLimits.MAX_CSV_ROWS))
            .stream()
            .collect(Collectors.toMap(MigrationUserRows.Row::address, Function.identity()));
    CsvProblems problems = new CsvProblems();
    List<Renewed> renewed = new ArrayList<>();
    for (CsvRow row : rows) {
      MigrationUserRows.Row user = users.get(row.address());
      if (user == null) {
        problems.add(row.line(), "the batch has no mailbox of this EmailAddress");
      } else if (!user.userName().equals(row.userName())) {
        problems.add(
            row.line(),
            "UserName is another one than the batch has for this mailbox; make a batch of it");
      } else {
        CsvRow ofBatch = new CsvRow(user.line(), user.address(), user.userName(), row.password());
        renewed.add(new Renewed(row.line(), user, passwords.seal(endpoint, batch, ofBatch)));
      }
    }
    problems.requireNone();
    return renewed;
  }

  private void replace(Handle tx, BatchRows.Row batch, List<Renewed> renewed) {
    boolean isUnderWay =
        batch
            .jobId()
            .map(id -> jobs.get(tx, batch.tenantId(), id))
            .filter(Job::isUnfinished)
            .isPresent();
    CsvProblems problems = new CsvProblems();
    for (Renewed each : renewed) {
      if (!MigrationUserRows.setSecret(tx, each.user(), each.sealed())) {
        problems.add(
            each.csvLine(),
            "the batch is done with this mailbox and needs no password; make a batch of it");
      } else if (isUnderWay) {
        SyncedUserRows.againIfRefused(tx, each.user());
      }
    }
    problems.requireNone();
  }

  private void record(Handle tx, BatchRows.Row batch, int mailboxes, String actor) {
    ledger.append(
        tx,
        new LedgerEntry(
            batch.tenantId(),
            actor,
            "MigrationPasswordsSet",
            batch.id().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of("name", batch.name(), "mailboxes", Integer.toString(mailboxes))));
  }
}
