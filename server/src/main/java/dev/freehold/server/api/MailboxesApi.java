package dev.freehold.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.Requester;
import dev.freehold.mail.Folder;
import dev.freehold.mail.Folders;
import dev.freehold.mail.Mailbox;
import dev.freehold.mail.MailboxStatistics;
import dev.freehold.mail.Mailboxes;
import dev.freehold.server.http.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Mailboxes of the caller's tenant, without their messages. */
final class MailboxesApi {

  private static final int MAX_PAGE = 1_000;

  private final Mailboxes mailboxes;
  private final Folders folders;

  MailboxesApi(Mailboxes mailboxes, Folders folders) {
    this.mailboxes = mailboxes;
    this.folders = folders;
  }

  /** {@code POST /api/v1/mailboxes}. */
  void create(Exchange exchange) throws IOException {
    NewMailbox wanted = exchange.json(NewMailbox.class);
    Mailbox mailbox =
        mailboxes.create(
            exchange.caller().tenantId(),
            wanted.address(),
            wanted.displayName(),
            Optional.of(wanted.policyId()),
            Requester.user(TenantsApi.actor(exchange)));
    exchange.reply(201, MailboxView.of(mailbox));
  }

  /** {@code GET /api/v1/mailboxes?after=ADDRESS&max=N}. */
  void list(Exchange exchange) throws IOException {
    int max = (int) exchange.query("max", 1, MAX_PAGE, MAX_PAGE);
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
    exchange.reply(200, StatisticsView.of(mailbox, mailboxes.statistics(mailbox)));
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
      Required.member("policyId", policyId);
      displayName = displayName == null ? "" : displayName;
    }
  }

  private record MailboxView(UUID id, String address, String displayName, String createdAt) {
    static MailboxView of(Mailbox mailbox) {
      return new MailboxView(
          mailbox.id(), mailbox.address(), mailbox.displayName(), mailbox.createdAt().toString());
    }
  }

  private record MailboxPage(List<MailboxView> mailboxes) {}

  /** The names of {@code Get-MailboxStatistics}, in camel case. */
  private record StatisticsView(
      UUID mailboxGuid,
      String displayName,
      long itemCount,
      long totalItemSize,
      @JsonProperty("isEncrypted") boolean encrypted,
      @JsonProperty("dataEncryptionPolicyID") UUID dataEncryptionPolicyId) {
    static StatisticsView of(Mailbox mailbox, MailboxStatistics statistics) {
      return new StatisticsView(
          mailbox.id(),
          mailbox.displayName(),
          statistics.itemCount(),
          statistics.totalBytes(),
          statistics.isEncrypted(),
          statistics.dataEncryptionPolicyId().orElse(null));
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
