package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.SizeText;
import dev.freehold.shell.service.Json;
import dev.freehold.shell.view.CmdletTypes;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves as objects: the work that brings a mailbox under the policy that was ordered for it.
 *
 * @param job the server's view of that work
 */
record MoveObjects(ExchangeConnection exchange, UUID mailbox, String displayName, JsonNode job) {

  private static final int PERCENT = 100;

  /** In the words of move requests. */
  String status() {
    return switch (Json.text(job, "state").orElse("")) {
      case "queued" -> "Queued";
      case "running", "waiting" -> "InProgress";
      case "paused" -> "Suspended";
      case "done" -> "Completed";
      case "failed", "cancelled" -> "Failed";
      default -> "None";
    };
  }

  /** What Get-MoveRequest and New-MoveRequest write. */
  PsObject request() {
    return PsObject.ofType(CmdletTypes.MOVE_REQUEST)
        .with("DisplayName", displayName)
        .with("Status", status())
        .with("TargetDatabase", exchange.serverName())
        .with("Identity", mailbox.toString())
        .with("ExchangeGuid", mailbox)
        .with("Guid", Json.guid(job, "id"))
        .with("BatchName", "")
        .with("Flags", "IntraOrg")
        .with("WhenCreated", Json.time(job, "createdAt"))
        .with("IsValid", true)
        .with("ObjectState", "Unchanged")
        .withText(displayName);
  }

  /**
   * What Get-MoveRequestStatistics writes.
   *
   * @param statistics of the mailbox
   */
  PsObject statistics(JsonNode statistics) {
    return PsObject.ofType(CmdletTypes.MOVE_REQUEST_STATISTICS)
        .with("DisplayName", displayName)
        .with("Status", status())
        .with("StatusDetail", Json.text(job, "code").orElseGet(this::status))
        .with("TotalMailboxSize", SizeText.of(Json.number(statistics, "totalItemSize")))
        .with("TotalArchiveSize", null)
        .with("TotalMailboxItemCount", Json.number(statistics, "itemCount"))
        .with("ItemsLeft", Json.number(statistics, "itemsLeft"))
        .with("PercentComplete", percent(statistics))
        .with("Identity", mailbox.toString())
        .with("ExchangeGuid", mailbox)
        .with("TargetDatabase", exchange.serverName())
        .with("QueuedTimestamp", Json.time(job, "createdAt"))
        .with("StartTimestamp", Json.time(job, "startedAt"))
        .with("CompletionTimestamp", Json.time(job, "endedAt"))
        .with("EstimatedCompletionTimestamp", estimatedEnd(statistics))
        .with("Message", Json.text(job, "reason").orElse(""))
        .with("IsValid", true)
        .withText(displayName);
  }

  private Object estimatedEnd(JsonNode statistics) {
    return Optional.<Object>ofNullable(Json.time(statistics, "estimatedEnd"))
        .orElseGet(() -> Json.time(job, "estimatedEnd"));
  }

  /** By the mailbox's own items; a job may be for many mailboxes. */
  private int percent(JsonNode statistics) {
    if (status().equals("Completed")) {
      return PERCENT;
    }
    long all = Json.number(statistics, "itemCount");
    long done = all - Json.number(statistics, "itemsLeft");
    return all <= 0 ? 0 : (int) Math.clamp(done * PERCENT / all, 0, PERCENT - 1L);
  }
}
