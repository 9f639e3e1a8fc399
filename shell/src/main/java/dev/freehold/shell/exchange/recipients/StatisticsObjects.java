package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.AwaitedApproval;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.SizeText;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;

/** The statistics of mailboxes as objects; what the server does not count is empty. */
final class StatisticsObjects {

  private static final List<String> NOT_COUNTED =
      List.of(
          "AssociatedItemCount",
          "DeletedItemCount",
          "TotalDeletedItemSize",
          "LastLogonTime",
          "LastLogoffTime",
          "DisconnectDate",
          "DisconnectReason",
          "LegacyDN");

  private StatisticsObjects() {}

  /**
   * The object.
   *
   * @param moves the mailbox's history of moves; null if it was not asked for
   */
  static PsObject of(ExchangeConnection exchange, JsonNode view, List<PsObject> moves) {
    String displayName = AnswerJson.text(view, "displayName").orElse("");
    PsObject object =
        PsObject.ofType(CmdletTypes.MAILBOX_STATISTICS)
            .with("DisplayName", displayName)
            .with("Identity", AnswerJson.text(view, "mailboxGuid").orElse(""))
            .with("MailboxGuid", AnswerJson.guid(view, "mailboxGuid"))
            .with("ItemCount", AnswerJson.number(view, "itemCount"))
            .with("TotalItemSize", SizeText.object(AnswerJson.number(view, "totalItemSize")))
            .with("IsEncrypted", AnswerJson.flag(view, "isEncrypted"))
            .with("DataEncryptionPolicyID", AnswerJson.guid(view, "dataEncryptionPolicyID"))
            .with("MoveAwaitsApproval", AwaitedApproval.isAwaited(view.path("job")))
            .with(
                "StorageLimitStatus",
                AnswerJson.text(view, "storageLimitStatus").orElse("NoChecking"))
            .with("Database", exchange.serverName())
            .with("DatabaseName", exchange.serverName())
            .with("ServerName", exchange.serverName())
            .with("OriginatingServer", exchange.serverName())
            .with("MailboxType", "Private")
            .with("MapiIdentity", AnswerJson.text(view, "mailboxGuid").orElse(""))
            .with("IsArchiveMailbox", false)
            .with("IsQuarantined", false)
            .with("IsValid", true);
    object.with("MoveHistory", moves);
    NOT_COUNTED.forEach(name -> object.with(name, null));
    return object.withText(displayName);
  }
}
