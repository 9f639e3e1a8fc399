package dev.freehold.mail.migration.dryrun;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxSpace;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.migration.FolderRules;
import dev.freehold.mail.migration.MigrationEndpoints;
import dev.freehold.mail.migration.MigrationReports;
import dev.freehold.mail.migration.csv.CsvRow;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import dev.freehold.mail.migration.imap.SourceFolder;
import dev.freehold.mail.migration.imap.SourceServers;
import dev.freehold.mail.migration.imap.SourceSockets;
import dev.freehold.mail.migration.imap.SourceSurvey;
import dev.freehold.mail.migration.plan.FolderMove;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Looks at one account at its source, and at the mailbox here. Safe for use by many threads. */
public final class AccountLook {

  private final Database database;
  private final Mailboxes mailboxes;
  private final MailboxSpace space;
  private final MigrationEndpoints endpoints;
  private final MigrationReports reports;
  private final SourceSockets sockets;

  /**
   * Looks with these.
   *
   * @param permitted which servers may be connected to
   */
  public AccountLook(
      Database database,
      Mailboxes mailboxes,
      MailboxSpace space,
      MigrationEndpoints endpoints,
      MigrationReports reports,
      SourceServers permitted) {
    this.database = database;
    this.mailboxes = mailboxes;
    this.space = space;
    this.endpoints = endpoints;
    this.reports = reports;
    this.sockets = new SourceSockets(permitted);
  }

  Mailboxes mailboxes() {
    return mailboxes;
  }

  DryRunUser at(MigrationEndpoint endpoint, CsvRow row, FolderRules rules) {
    Optional<Mailbox> mailbox = mailbox(endpoint.tenantId(), row.address());
    if (mailbox.isEmpty()) {
      return failed(
          row,
          mailbox,
          MailError.MAILBOX_NOT_FOUND.code(),
          "the tenant has no such mailbox any more");
    }
    try {
      return found(
          row,
          mailbox.get(),
          rules,
          SourceSurvey.look(
              sockets,
              watched -> endpoints.signIn(watched, endpoint, row),
              reports.earlierPaths(endpoint.tenantId(), row.address(), row.userName()),
              // Of a view only what is in no other folder comes.
              folder -> rules.take(folder.path()) && !folder.isView()));
    } catch (SourceException e) {
      return failed(row, mailbox, e.error().code(), e.error().meaning());
    } catch (IOException e) {
      SourceError lost = SourceError.CONNECTION_LOST;
      return failed(row, mailbox, lost.code(), lost.meaning());
    }
  }

  private Optional<Mailbox> mailbox(UUID tenantId, String address) {
    return Optional.ofNullable(mailboxes.findEach(tenantId, List.of(address)).get(address));
  }

  private static DryRunUser failed(
      CsvRow row, Optional<Mailbox> mailbox, String code, String reason) {
    return new DryRunUser(
        row.line(),
        row.address(),
        row.userName(),
        mailbox.map(Mailbox::kind),
        Optional.of(code),
        Optional.of(reason),
        0,
        0,
        0,
        List.of(),
        List.of(),
        Optional.empty());
  }

  private DryRunUser found(
      CsvRow row, Mailbox mailbox, FolderRules rules, SourceSurvey.Result result) {
    List<DryRunUser.ChangedName> changed = new ArrayList<>();
    List<DryRunUser.Refused> refused = new ArrayList<>();
    for (SourceSurvey.Found found : result.folders()) {
      SourceFolder folder = found.folder();
      if (folder.isRenamed()) {
        String path = FolderMove.apply(rules.moves(), folder.path());
        changed.add(new DryRunUser.ChangedName(folder.shownName(), path));
      }
      refusal(found).ifPresent(code -> refused.add(new DryRunUser.Refused(folder.path(), code)));
    }
    long bytes = result.folders().stream().mapToLong(SourceSurvey.Found::bytes).sum();
    Optional<String> code = isRoomFor(mailbox, bytes) ? Optional.empty() : full();
    return new DryRunUser(
        row.line(),
        row.address(),
        row.userName(),
        Optional.of(mailbox.kind()),
        code,
        code.map(_ -> "the source has more than the mailbox's quota lets in; raise the quota"),
        result.folders().size(),
        result.folders().stream().mapToLong(SourceSurvey.Found::messages).sum(),
        bytes,
        changed,
        refused,
        result.time().map(Duration::toSeconds));
  }

  private static Optional<String> full() {
    return Optional.of(MailError.MAILBOX_FULL.code());
  }

  private static Optional<String> refusal(SourceSurvey.Found found) {
    if (found.refusal().isPresent()) {
      return found.refusal().map(SourceError::code);
    }
    try {
      FolderPath.normalise(found.folder().path());
      return Optional.empty();
    } catch (MailException e) {
      return Optional.of(e.code());
    }
  }

  private boolean isRoomFor(Mailbox mailbox, long bytes) {
    return database.read(tx -> space.takes(tx, mailbox, bytes));
  }
}
