package dev.freehold.server.features.mailboxes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.mail.mailboxes.MailboxType;
import dev.freehold.mail.mailboxes.NewRecipient;
import dev.freehold.mail.mailboxes.QuotaEdit;
import dev.freehold.mail.mailboxes.RecipientEdit;
import dev.freehold.mail.mailboxes.RecipientKind;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import dev.freehold.web.http.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What administrators write of mailboxes and mail users. */
final class MailboxBodies {

  private static final UUID NO_ID = new UUID(0, 0);

  private MailboxBodies() {}

  /** A recipient to be made; all but the address may be left out. */
  record New(
      @Required String address,
      String displayName,
      String name,
      String alias,
      String userPrincipalName,
      String externalEmailAddress,
      String mailboxRegion,
      String mailboxType,
      String policyId) {

    New {
      displayName = displayName == null ? "" : displayName;
    }

    NewRecipient of(UUID tenantId, RecipientKind kind, Optional<UUID> policy) {
      return new NewRecipient(
          tenantId,
          kind,
          address,
          displayName,
          Optional.ofNullable(name),
          Optional.ofNullable(alias),
          Optional.ofNullable(userPrincipalName),
          Optional.ofNullable(externalEmailAddress),
          Optional.ofNullable(mailboxRegion),
          Optional.ofNullable(mailboxType).map(MailboxBodies::type).orElse(MailboxType.REGULAR),
          policy);
    }
  }

  /**
   * What is changed of a recipient. A member that is left out stays as it is; of those that a
   * recipient may be without, null takes the value away.
   */
  record Edit(
      String name,
      String alias,
      String address,
      List<String> emailAddresses,
      String displayName,
      JsonNode externalEmailAddress,
      JsonNode archiveGuid,
      Boolean hiddenFromAddressListsEnabled,
      Boolean imapEnabled,
      JsonNode mailboxRegion,
      String mailboxType,
      Boolean usesDefaultQuota,
      JsonNode quotaBytes,
      JsonNode quotaWarningBytes,
      Map<Integer, String> customAttributes) {

    Edit {
      emailAddresses = emailAddresses == null ? null : List.copyOf(emailAddresses);
      Map<Integer, String> attributes = new HashMap<>();
      if (customAttributes != null) {
        customAttributes.forEach(
            (number, value) -> attributes.put(number, value == null ? "" : value));
      }
      customAttributes = Map.copyOf(attributes);
    }

    RecipientEdit edit() {
      return new RecipientEdit(
          Optional.ofNullable(name),
          Optional.ofNullable(alias),
          Optional.ofNullable(address),
          Optional.ofNullable(emailAddresses),
          Optional.ofNullable(displayName),
          text("externalEmailAddress", externalEmailAddress),
          text("archiveGuid", archiveGuid).map(MailboxBodies::id),
          Optional.ofNullable(hiddenFromAddressListsEnabled),
          Optional.ofNullable(imapEnabled),
          text("mailboxRegion", mailboxRegion),
          Optional.ofNullable(mailboxType).map(MailboxBodies::type),
          new QuotaEdit(
              Optional.ofNullable(usesDefaultQuota),
              bytes("quotaBytes", quotaBytes),
              bytes("quotaWarningBytes", quotaWarningBytes)),
          customAttributes);
    }
  }

  /** Null takes the bound away. */
  private static Optional<OptionalLong> bytes(String member, JsonNode value) {
    if (value == null) {
      return Optional.empty();
    }
    if (value.isNull()) {
      return Optional.of(OptionalLong.empty());
    }
    if (!value.canConvertToLong() || !value.isIntegralNumber()) {
      throw ProblemException.badRequest("%s is a number of bytes or null".formatted(member));
    }
    return Optional.of(OptionalLong.of(value.longValue()));
  }

  private static Optional<String> text(String member, JsonNode value) {
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isNull() && !value.isTextual()) {
      throw ProblemException.badRequest("%s is a text or null".formatted(member));
    }
    return Optional.of(value.isNull() ? "" : value.textValue());
  }

  private static UUID id(String text) {
    try {
      return text.isEmpty() ? NO_ID : UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.badRequest("archiveGuid is a GUID or null");
    }
  }

  private static MailboxType type(String word) {
    return Wire.constant(MailboxType.class, word)
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "mailboxType is one of " + Wire.words(MailboxType.class)));
  }
}
