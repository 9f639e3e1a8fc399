package dev.freehold.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.moves.MoveProgress;
import dev.freehold.mail.Folder;
import dev.freehold.mail.Folders;
import dev.freehold.mail.Mailbox;
import dev.freehold.mail.MailboxStatistics;
import dev.freehold.mail.Mailboxes;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Mailboxes of the caller's tenant, without their messages. */
final class MailboxesApi {

  private final Mailboxes mailboxes;
  private final Folders folders;
  private final Jobs jobs;
  private final MoveProgress progress;
  private final Clock clock;

  MailboxesApi(
      Mailboxes mailboxes, Folders folders, Jobs jobs, MoveProgress progress, Clock clock) {
    this.mailboxes = mailboxes;
    this.folders = folders;
    this.jobs = jobs;
    this.progress = progress;
    this.clock = clock;
  }

  /** {@code POST /api/v1/mailboxes}; without a policy it is under what covers the tenant. */
  void create(Exchange exchange) throws IOException {
    NewMailbox wanted = exchange.json(NewMailbox.class);
    Mailbox mailbox =
        mailboxes.create(
            exchange.caller().tenantId(),
            wanted.address(),
            wanted.displayName(),
            Optional.ofNullable(wanted.policyId()),
            Requester.user(TenantsApi.actor(exchange)));
    exchange.reply(201, MailboxView.of(mailbox));
  }

  /** {@code POST /api/v1/mail-users}: a recipient whose mail is still to be migrated. */
  void createMailUser(Exchange exchange) throws IOException {
    NewMailbox wanted = exchange.json(NewMailbox.class);
    Mailbox mailUser =
        mailboxes.createMailUser(
            exchange.caller().tenantId(),
            wanted.address(),
            wanted.displayName(),
            Optional.ofNullable(wanted.policyId()),
            Requester.user(TenantsApi.actor(exchange)));
    exchange.reply(201, MailboxView.of(mailUser));
  }

  /** {@code POST /api/v1/mailboxes/{mailbox}/migrate}: the mail user becomes a mailbox. */
  void migrate(Exchange exchange) throws IOException {
    Mailbox mailUser = mailbox(exchange);
    exchange.reply(
        200, MailboxView.of(mailboxes.migrate(exchange.caller().tenantId(), mailUser.id())));
  }

  /** {@code GET /api/v1/mailboxes?after=ADDRESS&max=N}. */
  void list(Exchange exchange) throws IOException {
    int max = (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    List<MailboxView> page =
        mailboxes
            .list(exchange.caller().tenantId(), exchange.query("after").orElse(""), max)
            .stream()
            .map(MailboxView::of)
            .toList();
    exchange.reply(200, new MailboxPage(page));
  }

  /** {@code GET /api/v1/mailboxes/{mailbox}}, by address or GUID. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, MailboxView.of(mailbox(exchange)));
  }

  /** {@code GET /api/v1/mailboxes/{mailbox}/statistics}. */
  void statistics(Exchange exchange) throws IOException {
    Mailbox mailbox = mailbox(exchange);
    MailboxStatistics statistics = mailboxes.statistics(mailbox);
    exchange.reply(
        200,
        StatisticsView.of(
            mailbox,
            statistics,
            job(exchange.caller().tenantId(), mailbox, statistics),
            clock.instant()));
  }

  /** A mailbox that is where it has to be does not wait for a job that moves others. */
  private Optional<Job> job(UUID tenantId, Mailbox mailbox, MailboxStatistics statistics) {
    Optional<Job> moving =
        statistics.isEncrypted() ? Optional.empty() : progress.of(tenantId, mailbox.id());
    return moving.or(() -> jobs.unfinished(tenantId, mailbox.id()));
  }

  /** {@code GET /api/v1/mailboxes/{mailbox}/folders}. */
  void folders(Exchange exchange) throws IOException {
    List<FolderView> views = folders.list(mailbox(exchange)).stream().map(FolderView::of).toList();
    exchange.reply(200, new FolderPage(views));
  }

  private Mailbox mailbox(Exchange exchange) {
    return mailboxes.require(exchange.caller().tenantId(), exchange.path("mailbox"));
  }

  record NewMailbox(String address, String displayName, UUID policyId) {
    NewMailbox {
      Required.member("address", address);
      displayName = displayName == null ? "" : displayName;
    }
  }

  private record MailboxView(
      UUID id, String recipientKind, String address, String displayName, String createdAt) {
    static MailboxView of(Mailbox mailbox) {
      return new MailboxView(
          mailbox.id(),
          Wire.word(mailbox.kind()),
          mailbox.address(),
          mailbox.displayName(),
          mailbox.createdAt().toString());
    }
  }

  private record MailboxPage(List<MailboxView> mailboxes) {}

  /**
   * The names of {@code Get-MailboxStatistics} in camel case, and what it does not tell: the policy
   * in effect of whatever kind, what was ordered, what is left, the job that moves it, and when the
   * mailbox will be done by that.
   */
  private record StatisticsView(
      UUID mailboxGuid,
      String displayName,
      long itemCount,
      long totalItemSize,
      @JsonProperty("isEncrypted") boolean encrypted,
      @JsonProperty("dataEncryptionPolicyID") UUID dataEncryptionPolicyId,
      UUID policyInEffect,
      String policyKind,
      UUID orderedPolicy,
      long itemsLeft,
      long bytesLeft,
      String estimatedEnd,
      JobView job) {
    static StatisticsView of(
        Mailbox mailbox, MailboxStatistics statistics, Optional<Job> job, Instant now) {
      return new StatisticsView(
          mailbox.id(),
          mailbox.displayName(),
          statistics.itemCount(),
          statistics.totalBytes(),
          statistics.isEncrypted(),
          statistics.dataEncryptionPolicyId().orElse(null),
          statistics.policyId().orElse(null),
          statistics.policyKind().map(Wire::word).orElse(null),
          statistics.orderedPolicyId().orElse(null),
          statistics.itemsLeft(),
          statistics.bytesLeft(),
          job.flatMap(moving -> MoveProgress.estimatedEnd(moving, statistics.bytesLeft(), now))
              .map(Instant::toString)
              .orElse(null),
          job.map(moving -> JobView.of(moving, now)).orElse(null));
    }
  }

  private record FolderView(
      UUID id, String path, long uidValidity, long uidNext, long messageCount, long totalBytes) {
    static FolderView of(Folder folder) {
      return new FolderView(
          folder.id(),
          folder.path(),
          folder.uidValidity(),
          folder.uidNext(),
          folder.messageCount(),
          folder.totalBytes());
    }
  }

  private record FolderPage(List<FolderView> folders) {}
}
