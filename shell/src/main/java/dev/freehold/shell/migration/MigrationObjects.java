package dev.freehold.shell.migration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.view.CmdletTypes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes objects of what the server answers. */
final class MigrationObjects {

  private MigrationObjects() {}

  static PsObject endpoint(JsonNode view) {
    return PsObject.ofType(CmdletTypes.MIGRATION_ENDPOINT)
        .with("Identity", text(view, "name"))
        .with("Type", "IMAP")
        .with("EndpointType", "IMAP")
        .with("RemoteServer", text(view, "remoteServer"))
        .with("Port", view.path("port").asInt())
        .with("Security", word(view, "security"))
        .with("Authentication", word(view, "authentication"))
        .with("MaxConcurrentMigrations", view.path("maxConcurrentMigrations").asInt())
        .with("Username", text(view, view.has("clientId") ? "clientId" : "administrator"))
        .with("AcceptUntrustedCertificates", view.path("acceptUntrustedCertificates").asBoolean())
        .with("Guid", text(view, "id"))
        .with("WhenCreated", time(view, "createdAt"))
        .with("IsValid", true)
        .withText(text(view, "name"));
  }

  static PsObject batch(JsonNode view) {
    int total = view.path("totalCount").asInt();
    int synced = view.path("syncedCount").asInt();
    int failed = view.path("failedCount").asInt();
    return PsObject.ofType(CmdletTypes.MIGRATION_BATCH)
        .with("Identity", text(view, "name"))
        .with("Status", word(view, "status"))
        .with("Type", "IMAP")
        .with("MigrationType", "IMAP")
        .with("TotalCount", total)
        .with("ActiveCount", view.path("activeCount").asInt())
        .with("SyncedCount", synced)
        .with("FinalizedCount", synced)
        .with("FailedCount", failed)
        .with("PendingCount", total - synced - failed)
        .with("SourceEndpoint", text(view, "sourceEndpoint"))
        .with("IncludeFolders", texts(view, "includeFolders"))
        .with("ExcludeFolders", texts(view, "excludeFolders"))
        .with("BadItemLimit", view.path("badItemLimit").asInt())
        .with("BatchGuid", text(view, "id"))
        .with("SubmittedByUser", text(view, "createdBy"))
        .with("CreationDateTime", time(view, "createdAt"))
        .with("StartDateTime", time(view, "startedAt"))
        .with("CompleteDateTime", time(view, "endedAt"))
        .with("Message", text(view, "reason"))
        .with("AutoComplete", view.path("autoComplete").asBoolean(true))
        .with("SyncIntervalMinutes", number(view, "syncIntervalMinutes"))
        .with("DeletionLimit", number(view, "deletionLimit"))
        .with("RunCount", number(view, "runs"))
        .with("NextSyncDateTime", time(view, "nextSyncAt"))
        .with("CompleteAfter", time(view, "completeAfter"))
        .with("IsValid", true)
        .withText(text(view, "name"));
  }

  /** What each run of a batch brought. */
  static List<Object> runs(JsonNode page) {
    List<Object> runs = new ArrayList<>();
    for (JsonNode each : page.path("runs")) {
      PsObject run =
          PsObject.custom()
              .with("Number", each.path("number").asInt())
              .with("StartTime", time(each, "startedAt"))
              .with("EndTime", time(each, "endedAt"))
              .with("IsFinal", each.path("isFinal").asBoolean())
              .with("MailboxCount", each.path("mailboxes").asInt())
              .with("FailedCount", each.path("failed").asInt())
              .with("Skipped", each.path("skippedItems").asLong());
      runs.add(brought(run, each.path("brought")));
    }
    return runs;
  }

  private static PsObject brought(PsObject object, JsonNode counts) {
    return object
        .with("New", counts.path("newItems").asLong())
        .with("Changed", counts.path("changedItems").asLong())
        .with("Moved", counts.path("movedItems").asLong())
        .with("Removed", counts.path("removedItems").asLong())
        .with("Kept", counts.path("keptItems").asLong())
        .with("PendingDeletions", counts.path("pendingDeletions").asLong());
  }

  private static Long number(JsonNode view, String member) {
    return view.hasNonNull(member) ? view.path(member).asLong() : null;
  }

  /** A mailbox of a batch. */
  static PsObject user(JsonNode view, String batch) {
    JsonNode progress = view.path("progress");
    return PsObject.ofType(CmdletTypes.MIGRATION_USER)
        .with("Identity", text(view, "emailAddress"))
        .with("Batch", batch)
        .with("BatchId", batch)
        .with("Status", word(view, "status"))
        .with("LastSyncTime", time(view, "endedAt"))
        .with("StartTime", time(view, "startedAt"))
        .with("EmailAddress", text(view, "emailAddress"))
        .with("SyncedItemCount", view.path("copiedItems").asLong())
        .with("SkippedItemCount", view.path("skippedItems").asLong())
        .with("BytesTransferred", view.path("copiedBytes").asLong())
        .with("CurrentFolder", text(progress, "folder"))
        .with("TotalItemsInSourceMailboxCount", number(progress, "totalItems"))
        .with("PercentageComplete", percent(view))
        .with("ItemsPerMinute", number(progress, "itemsPerMinute"))
        .with("CurrentBytesTransferredPerMinute", number(progress, "bytesPerMinute"))
        .with("EstimatedCompletionTime", time(progress, "expectedEnd"))
        .with("ErrorSummary", text(view, "code"))
        .with("SkippedItems", skipped(view))
        .with("LastRun", brought(PsObject.custom(), view.path("lastRun")))
        .with("IsValid", true)
        .withText(text(view, "emailAddress"));
  }

  /** Nothing is said of one that failed or has not begun. */
  private static Long percent(JsonNode view) {
    String status = text(view, "status");
    boolean isCopied = status.startsWith("completed") || status.startsWith("synced");
    if (isCopied && !view.has("progress")) {
      return 100L;
    }
    return number(view.path("progress"), "percent");
  }

  /** A mailbox of a batch with its report: an object for each folder, and all skipped items. */
  static PsObject reported(JsonNode view, String batch, JsonNode report) {
    List<Object> folders = new ArrayList<>();
    for (JsonNode each : report.path("folders")) {
      folders.add(
          PsObject.custom()
              .with("SourceFolder", text(each, "sourceFolder"))
              .with("Folder", text(each, "folder"))
              .with("AtSource", each.path("atSource").asLong())
              .with("Here", each.path("here").asLong())
              .with("New", each.path("newItems").asLong())
              .with("AlreadyHere", each.path("alreadyHere").asLong())
              .with("Recognised", each.path("recognised").asLong())
              .with("Skipped", each.path("skipped").asLong())
              .with("GoneAtSource", each.path("goneAtSource").asLong())
              .with("Removed", each.path("removed").asLong())
              .with("Renamed", each.path("renamed").asBoolean())
              .with("Merged", each.path("merged").asBoolean())
              .with("Code", text(each, "code")));
    }
    return user(view, batch).with("SkippedItems", skipped(report)).with("Report", folders);
  }

  private static List<Object> skipped(JsonNode view) {
    List<Object> skipped = new ArrayList<>();
    for (JsonNode each : view.path("skipped")) {
      skipped.add(
          PsObject.custom()
              .with("Folder", text(each, "folder"))
              .with("Uid", each.has("uid") ? each.path("uid").asLong() : null)
              .with("Code", text(each, "code")));
    }
    return skipped;
  }

  private static String text(JsonNode view, String member) {
    return view.path(member).asText("");
  }

  private static List<String> texts(JsonNode view, String member) {
    List<String> texts = new ArrayList<>();
    view.path(member).forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** A word of the server as enumerations have it: {@code completedWithErrors}. */
  static String word(JsonNode view, String member) {
    String word = text(view, member);
    return word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static Instant time(JsonNode view, String member) {
    try {
      return view.has(member) ? Instant.parse(text(view, member)) : null;
    } catch (DateTimeParseException e) {
      throw new RemoteException(
          RemoteException.Kind.INVALID_ANSWER,
          0,
          "answer-invalid",
          "the server answered with a malformed time; are server and shell of one version?",
          "");
    }
  }
}
