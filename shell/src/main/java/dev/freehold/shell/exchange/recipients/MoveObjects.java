package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.SizeText;
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
    return switch (AnswerJson.text(job, "state").orElse("")) {
      case "queued" -> "Queued";
      case "running", "waiting" -> "InProgress";
      case "paused" -> "Suspended";
      case "done" -> "Completed";
      case "failed", "cancelled" -> "Failed";
      default -> "None";
    };
  }

  /** Tells whether it has ended, well or not. */
  boolean isOver() {
    return status().equals("Completed") || status().equals("Failed");
  }

  /** What Get-MoveRequest and New-MoveRequest write. */
  PsObject request() {
    return PsObject.ofType(CmdletTypes.MOVE_REQUEST)
        .with("DisplayName", displayName)
        .with("Status", status())
        .with("TargetDatabase", exchange.serverName())
        .with("Identity", mailbox.toString())
        .with("ExchangeGuid", mailbox)
        .with("Guid", AnswerJson.guid(job, "id"))
        .with("BatchName", "")
        .with("Flags", "IntraOrg")
        .with("WhenCreated", AnswerJson.time(job, "createdAt"))
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
        .with("StatusDetail", AnswerJson.text(job, "code").orElseGet(this::status))
        .with("TotalMailboxSize", SizeText.object(AnswerJson.number(statistics, "totalItemSize")))
        .with("TotalArchiveSize", null)
        .with("TotalMailboxItemCount", AnswerJson.number(statistics, "itemCount"))
        .with("ItemsLeft", AnswerJson.number(statistics, "itemsLeft"))
        .with("PercentComplete", percent(statistics))
        .with("Identity", mailbox.toString())
        .with("ExchangeGuid", mailbox)
        .with("TargetDatabase", exchange.serverName())
        .with("QueuedTimestamp", AnswerJson.time(job, "createdAt"))
        .with("StartTimestamp", AnswerJson.time(job, "startedAt"))
        .with("CompletionTimestamp", AnswerJson.time(job, "endedAt"))
        .with("EstimatedCompletionTimestamp", estimatedEnd(statistics))
        .with("Message", AnswerJson.text(job, "reason").orElse(""))
        .with("IsValid", true)
        .withText(displayName);
  }

  private Object estimatedEnd(JsonNode statistics) {
    return Optional.<Object>ofNullable(AnswerJson.time(statistics, "estimatedEnd"))
        .orElseGet(() -> AnswerJson.time(job, "estimatedEnd"));
  }

  /** By the mailbox's own items; a job may be for many mailboxes. */
  private int percent(JsonNode statistics) {
    if (status().equals("Completed")) {
      return PERCENT;
    }
    long all = AnswerJson.number(statistics, "itemCount");
    long done = all - AnswerJson.number(statistics, "itemsLeft");
    return all <= 0 ? 0 : (int) Math.clamp(done * PERCENT / all, 0, PERCENT - 1L);
  }
}
