package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Recipients of every kind as objects, with what all kinds have. */
final class ReducedRecipients {

  private static final List<String> NAMES =
      List.of(
          "Name",
          "DisplayName",
          "Alias",
          "Identity",
          "PrimarySmtpAddress",
          "EmailAddresses",
          "RecipientType",
          "RecipientTypeDetails",
          "ExchangeGuid",
          "ArchiveGuid",
          "Guid",
          "ExternalDirectoryObjectId",
          "ExternalEmailAddress",
          "HiddenFromAddressListsEnabled",
          "Database",
          "DistinguishedName",
          "OrganizationId",
          "WhenCreated",
          "WhenChanged",
          "WhenCreatedUTC",
          "WhenChangedUTC",
          "IsValid",
          "ObjectState");

  private ReducedRecipients() {}

  /** The object of the server's view. */
  static PsObject of(ExchangeConnection exchange, JsonNode view) {
    PsObject whole = new RecipientObjects(exchange, kind(view)).of(view);
    PsObject object = PsObject.ofType(CmdletTypes.RECIPIENT);
    Stream.concat(
            NAMES.stream(),
            IntStream.rangeClosed(1, RecipientObjects.CUSTOM_ATTRIBUTES)
                .mapToObj(number -> "CustomAttribute" + number))
        .forEach(name -> object.with(name, whole.get(name)));
    return object
        .with("WindowsLiveID", whole.get("UserPrincipalName"))
        .withText(AnswerJson.text(view, "name").orElse(""));
  }

  private static RecipientType kind(JsonNode view) {
    return AnswerJson.text(view, "recipientKind")
            .filter(RecipientType.MAIL_USER.wire()::equals)
            .isPresent()
        ? RecipientType.MAIL_USER
        : RecipientType.MAILBOX;
  }
}
