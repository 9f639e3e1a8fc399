package dev.freehold.server.features.mailboxes;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.moves.MoveProgress;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxQuota;
import dev.freehold.mail.mailboxes.MailboxSpace;
import dev.freehold.mail.mailboxes.MailboxStatistics;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.persistence.Database;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import dev.freehold.server.owners.OwnerStates;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is true of mailboxes of the caller's tenant, whatever was ordered. */
final class StatisticsApi {

  private final Database database;
  private final Mailboxes mailboxes;
  private final MailboxSpace space;
  private final Folders folders;
  private final Jobs jobs;
  private final MoveProgress progress;
  private final OwnerStates states;
  private final Clock clock;

  StatisticsApi(
      Basics basics,
      Mailboxes mailboxes,
      Folders folders,
      MailboxSpace space,
      Jobs jobs,
      MoveProgress progress,
      OwnerStates states) {
    this.database = basics.database();
    this.mailboxes = mailboxes;
    this.folders = folders;
    this.space = space;
    this.jobs = jobs;
    this.progress = progress;
    this.states = states;
    this.clock = basics.clock();
  }

  /** {@code GET /api/v1/mailboxes/{mailbox}/statistics}. */
  void one(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    Mailbox mailbox = mailboxes.require(tenantId, exchange.path("mailbox"));
    exchange.reply(200, views(tenantId, Map.of(mailbox, mailboxes.statistics(mailbox))).getFirst());
  }

  /**
   * {@code POST /api/v1/mailbox-statistics} with {@code {"ids": [GUID, ...]}}: the same of up to
   * 500 in that order, without those that are not there.
   */
  void many(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    UUID tenantId = exchange.caller().tenantId();
    exchange.reply(
        200, new Statistics(views(tenantId, mailboxes.statistics(tenantId, wanted.ids()))));
  }

  /**
   * {@code GET /api/v1/mailboxes/{mailbox}/folder-statistics}: names, counts and bytes of its
   * folders, sorted by path. A mail user has none, and a purged mailbox has none any more.
   */
  void folders(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    Mailbox mailbox = mailboxes.require(tenantId, exchange.path("mailbox"));
    List<Folder> found =
        states.of(tenantId, mailbox.id()).isPurged() ? List.of() : folders.list(mailbox);
    exchange.reply(
        200,
        new FolderStatistics(
            mailbox.id(), mailbox.displayName(), found.stream().map(OneFolder::of).toList()));
  }

  private List<View> views(UUID tenantId, Map<Mailbox, MailboxStatistics> statistics) {
    Map<UUID, Job> moving = jobs(tenantId, statistics);
    OwnerStates.Page known =
        states.of(tenantId, statistics.keySet().stream().map(Mailbox::id).toList());
    Map<UUID, MailboxQuota> quotas =
        database.read(
            tx -> space.of(tx, tenantId, statistics.keySet().stream().map(Mailbox::id).toList()));
    Instant now = clock.instant();
    return statistics.entrySet().stream()
        .map(
            entry ->
                View.of(
                    entry.getKey(),
                    entry.getValue(),
                    quotas.get(entry.getKey().id()),
                    Optional.ofNullable(moving.get(entry.getKey().id())),
                    known.of(entry.getKey().id()),
                    now))
        .toList();
  }

  /** A mailbox that is where it has to be does not wait for a job that moves others. */
  private Map<UUID, Job> jobs(UUID tenantId, Map<Mailbox, MailboxStatistics> statistics) {
    List<UUID> all = statistics.keySet().stream().map(Mailbox::id).toList();
    List<UUID> unsettled =
        statistics.entrySet().stream()
            .filter(entry -> !entry.getValue().isEncrypted())
            .map(entry -> entry.getKey().id())
            .toList();
    Map<UUID, Job> found = new HashMap<>(jobs.unfinished(tenantId, all));
    found.putAll(progress.of(tenantId, unsettled));
    return found;
  }

  record Wanted(@Required List<UUID> ids) {
    Wanted {
      ids = List.copyOf(ids);
      if (ids.size() > MailLimits.MAX_STATISTICS_PER_CALL) {
        throw ProblemException.badRequest(
            "name at most %d mailboxes at once".formatted(MailLimits.MAX_STATISTICS_PER_CALL));
      }
    }
  }

  record Statistics(List<View> statistics) {}

  record FolderStatistics(UUID mailboxGuid, String displayName, List<OneFolder> folders) {}

  /**
   * How much a folder holds, without those below it.
   *
   * @param specialUse what it is for, {@code sent} for instance; null for most
   */
  record OneFolder(UUID id, String path, String specialUse, long itemCount, long totalItemSize) {
    static OneFolder of(Folder folder) {
      return new OneFolder(
          folder.id(),
          folder.path(),
          folder.specialUse().map(Wire::word).orElse(null),
          folder.messageCount(),
          folder.totalBytes());
    }
  }

  /**
   * The names of {@code Get-MailboxStatistics} in camel case, and what it does not tell: the policy
   * in effect of whatever kind, what was ordered, what is left, the job that moves it, and when the
   * mailbox will be done by that.
   */
  record View(
      UUID mailboxGuid,
      String displayName,
      long itemCount,
      long totalItemSize,
      String storageLimitStatus,
      @JsonProperty("isEncrypted") boolean encrypted,
      @JsonProperty("dataEncryptionPolicyID") UUID dataEncryptionPolicyId,
      UUID policyInEffect,
      String policyKind,
      UUID orderedPolicy,
      long itemsLeft,
      long bytesLeft,
      String estimatedEnd,
      JobView job,
      String state) {
    /** The published words. */
    private static String status(MailboxQuota.Fill fill) {
      return switch (fill) {
        case BELOW -> "BelowLimit";
        case WARNING -> "IssueWarning";
        case FULL -> "MailboxDisabled";
      };
    }

    static View of(
        Mailbox mailbox,
        MailboxStatistics statistics,
        MailboxQuota quota,
        Optional<Job> job,
        OwnerStates.State state,
        Instant now) {
      // What was purged is no item any more, whenever its rows go; nothing of it is left to move.
      return new View(
          mailbox.id(),
          mailbox.displayName(),
          state.isPurged() ? 0 : statistics.itemCount(),
          state.isPurged() ? 0 : statistics.totalBytes(),
          status(quota.fill(state.isPurged() ? 0 : statistics.totalBytes())),
          state.isPurged() || statistics.isEncrypted(),
          statistics.dataEncryptionPolicyId().orElse(null),
          statistics.policyId().orElse(null),
          statistics.policyKind().map(Wire::word).orElse(null),
          statistics.orderedPolicyId().orElse(null),
          statistics.itemsLeft(),
          statistics.bytesLeft(),
          job.flatMap(moving -> MoveProgress.estimatedEnd(moving, statistics.bytesLeft(), now))
              .map(Instant::toString)
              .orElse(null),
          job.map(moving -> JobView.of(moving, now)).orElse(null),
          state.word());
    }
  }
}
