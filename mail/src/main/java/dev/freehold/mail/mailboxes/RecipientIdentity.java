package dev.freehold.mail.mailboxes;

import dev.freehold.custody.Names;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * How people name a recipient: by its GUID, an address, its user principal name, alias, name or
 * display name, in any letter case, or by a distinguished name, of which the name at its beginning
 * counts. The organisation may stand before the name, as in {@code contoso\alice}, {@code
 * contoso/Alice} or {@code contoso.com/Users/Alice}; names that have such characters come first.
 */
final class RecipientIdentity {

  private static final int GUID_CHARS = 36;
  private static final String COMMON_NAME = "CN=";

  /** An organisation, a backslash and a name; or a path of folders from an organisation. */
  private static final Pattern QUALIFIED =
      Pattern.compile(
          "(?<organisation>[^\\\\/]+)(?:\\\\|/(?:.*/)?)(?<name>[^\\\\/]+)", Pattern.DOTALL);

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
    if (found.isEmpty()) {
      found =
          ofOrganisation(tx, tenantId, text)
              .map(name -> RecipientNames.called(tx, tenantId, name))
              .orElse(found);
    }
    if (found.size() > 1) {
      throw new MailException(
          MailError.MAILBOX_AMBIGUOUS,
          "several recipients go by this name; use the GUID or an address of the one");
    }
    return found.stream().findFirst().flatMap(id -> MailboxRows.byId(tx, tenantId, id));
  }

  /** The recipients that texts name, without those that name nobody or several. */
  static Map<String, Mailbox> resolveEach(Handle tx, UUID tenantId, Collection<String> texts) {
    Map<String, Mailbox> found = new HashMap<>();
    for (String text : texts) {
      try {
        resolve(tx, tenantId, text).ifPresent(mailbox -> found.put(text, mailbox));
      } catch (MailException e) {
        if (e.error() != MailError.MAILBOX_AMBIGUOUS) {
          throw e;
        }
      }
    }
    return found;
  }

  /** The name in {@code contoso\name} and {@code contoso.com/any/folder/name}. */
  private static Optional<String> ofOrganisation(Handle tx, UUID tenantId, String text) {
    Matcher qualified = QUALIFIED.matcher(text);
    if (!qualified.matches()) {
      return Optional.empty();
    }
    String organisation = Names.fold(qualified.group("organisation"));
    return Tenants.find(tx, tenantId)
        .map(tenant -> Names.fold(tenant.name()))
        .filter(tenant -> organisation.equals(tenant) || organisation.startsWith(tenant + "."))
        .map(tenant -> qualified.group("name"));
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
