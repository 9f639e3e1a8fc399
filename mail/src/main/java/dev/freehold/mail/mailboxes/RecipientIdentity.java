package dev.freehold.mail.mailboxes;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * How people name a recipient: by its GUID, an address, its user principal name, alias, name or
 * display name, in any letter case, or by a distinguished name, of which the name at its beginning
 * counts.
 */
final class RecipientIdentity {

  private static final int GUID_CHARS = 36;
  private static final String COMMON_NAME = "CN=";

  private RecipientIdentity() {}

  /**
   * The recipient that {@code text} names.
   *
   * @throws MailException {@code mailbox-ambiguous} if it names several
   */
  static Optional<Mailbox> resolve(Handle tx, UUID tenantId, String text) {
    if (text.isBlank() || text.length() > MailLimits.MAX_IDENTITY_CHARS) {
      return Optional.empty();
    }
    // Before names: nobody can take a mailbox's GUID away from it by being called like that.
    Optional<Mailbox> byId = guid(text).flatMap(id -> MailboxRows.byId(tx, tenantId, id));
    if (byId.isPresent()) {
      return byId;
    }
    boolean isDistinguished = text.regionMatches(true, 0, COMMON_NAME, 0, COMMON_NAME.length());
    List<UUID> found =
        isDistinguished
            ? RecipientNames.named(tx, tenantId, commonName(text))
            : RecipientNames.called(tx, tenantId, text);
    if (found.size() > 1) {
      throw new MailException(
          MailError.MAILBOX_AMBIGUOUS,
          "several recipients go by this name; use the GUID or an address of the one");
    }
    return found.stream().findFirst().flatMap(id -> MailboxRows.byId(tx, tenantId, id));
  }

  static Optional<UUID> guid(String text) {
    try {
      return text.length() == GUID_CHARS ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException notAGuid) {
      return Optional.empty();
    }
  }

  /** Up to the first comma that no backslash is before (RFC 4514). */
  private static String commonName(String distinguishedName) {
    StringBuilder name = new StringBuilder();
    for (int i = COMMON_NAME.length(); i < distinguishedName.length(); i++) {
      char c = distinguishedName.charAt(i);
      if (c == ',') {
        break;
      }
      if (c == '\\' && i + 1 < distinguishedName.length()) {
        i++;
      }
      name.append(distinguishedName.charAt(i));
    }
    return name.toString();
  }
}
