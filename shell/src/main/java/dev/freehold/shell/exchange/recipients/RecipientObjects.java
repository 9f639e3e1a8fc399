package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ObjectBase;
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.service.AnswerJson;
import java.time.Instant;

/** Mailboxes and mail users as objects. */
final class RecipientObjects {

  static final int CUSTOM_ATTRIBUTES = 15;

  private static final String UNLIMITED = "Unlimited";

  private final ExchangeConnection exchange;
  private final RecipientType kind;

  RecipientObjects(ExchangeConnection exchange, RecipientType kind) {
    this.exchange = exchange;
    this.kind = kind;
  }

  /** The object of the server's view. */
  PsObject of(JsonNode view) {
    String displayName = AnswerJson.text(view, "displayName").orElse("");
    String name = AnswerJson.text(view, "name").orElse(displayName);
    PsObject object = PsObject.ofType(kind.typeName());
    withNames(object, view, name, displayName);
    switch (kind) {
      case MAILBOX -> withMailbox(object, view);
      case MAIL_USER -> object.with("ExternalEmailAddress", externalAddress(view));
    }
    object
        .with("DataEncryptionPolicy", AnswerJson.textOrNull(view, "policyName"))
        .with(
            "HiddenFromAddressListsEnabled", AnswerJson.flag(view, "hiddenFromAddressListsEnabled"))
        .with("MailboxRegion", AnswerJson.textOrNull(view, "mailboxRegion"));
    for (int number = 1; number <= CUSTOM_ATTRIBUTES; number++) {
      object.with(
          "CustomAttribute" + number,
          AnswerJson.text(view.path("customAttributes"), String.valueOf(number)).orElse(""));
    }
    return ObjectBase.add(object, exchange, view, name);
  }

  private void withNames(PsObject object, JsonNode view, String name, String displayName) {
    String address = AnswerJson.text(view, "address").orElse("");
    String upn = AnswerJson.text(view, "userPrincipalName").orElse(address);
    object
        .with("Name", name)
        .with("DisplayName", displayName)
        .with("Alias", AnswerJson.text(view, "alias").orElse(""))
        .with("Identity", name)
        .with("Id", name)
        .with("UserPrincipalName", upn)
        .with("MicrosoftOnlineServicesID", upn)
        .with("PrimarySmtpAddress", address)
        .with("WindowsEmailAddress", address)
        .with("EmailAddresses", AnswerJson.texts(view, "emailAddresses"))
        .with("RecipientType", kind == RecipientType.MAILBOX ? "UserMailbox" : "MailUser")
        .with("RecipientTypeDetails", details(view))
        .with("ExchangeGuid", AnswerJson.guid(view, "id"))
        .with("ArchiveGuid", AnswerJson.guid(view, "archiveGuid"))
        .with("Guid", AnswerJson.guid(view, "id"))
        .with("ExternalDirectoryObjectId", AnswerJson.textOrNull(view, "objectId"));
  }

  private String details(JsonNode view) {
    if (kind == RecipientType.MAIL_USER) {
      return "MailUser";
    }
    return switch (AnswerJson.text(view, "mailboxType").orElse("regular")) {
      case "shared" -> "SharedMailbox";
      case "room" -> "RoomMailbox";
      case "equipment" -> "EquipmentMailbox";
      default -> "UserMailbox";
    };
  }

  /** What this server has for every mailbox alike, since it does nothing else. */
  private void withMailbox(PsObject object, JsonNode view) {
    object
        .with("Database", exchange.serverName())
        .with("IssueWarningQuota", MailboxQuotas.shown(view, MailboxQuotas.WARNING_BYTES))
        .with("ProhibitSendQuota", UNLIMITED)
        .with("ProhibitSendReceiveQuota", MailboxQuotas.shown(view, MailboxQuotas.BYTES))
        .with("UseDatabaseQuotaDefaults", AnswerJson.flag(view, MailboxQuotas.DEFAULT))
        .with("IsShared", AnswerJson.text(view, "mailboxType").filter("shared"::equals).isPresent())
        .with("ForwardingSmtpAddress", null)
        .with("DeliverToMailboxAndForward", false)
        .with("LitigationHoldDuration", UNLIMITED)
        .with("RetentionPolicy", null)
        .with("AuditEnabled", true);
    Instant removed = AnswerJson.time(view, "removedAt");
    object.with("IsSoftDeletedByRemove", removed != null).with("WhenSoftDeleted", removed);
    LitigationHold.show(object, view);
  }

  private static String externalAddress(JsonNode view) {
    return AnswerJson.text(view, "externalEmailAddress")
        .map(address -> "SMTP:" + address)
        .orElse(null);
  }
}
