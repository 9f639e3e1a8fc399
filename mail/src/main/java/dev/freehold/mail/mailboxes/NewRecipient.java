package dev.freehold.mail.mailboxes;

import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A recipient that is to be made. Empty values are derived: the user principal name is the address,
 * the alias is the part before its {@code @}, and the name is the display name or else the alias.
 * If another recipient has that alias or name, a number is added.
 *
 * @param tenantId whose it is
 * @param kind whether it has folders
 * @param address its primary address
 * @param displayName for people; may be empty
 * @param name its name in lists
 * @param alias a short name
 * @param userPrincipalName in the form of an address
 * @param externalAddress the address where a mail user gets mail
 * @param region the code of a geo
 * @param type what it is for
 * @param orderedPolicyId its own data encryption policy; empty to come under the tenant's
 */
public record NewRecipient(
    UUID tenantId,
    RecipientKind kind,
    String address,
    String displayName,
    Optional<String> name,
    Optional<String> alias,
    Optional<String> userPrincipalName,
    Optional<String> externalAddress,
    Optional<String> region,
    MailboxType type,
    Optional<UUID> orderedPolicyId) {

  /** One of which no more is known than its address and what it is called. */
  static NewRecipient of(
      UUID tenantId,
      RecipientKind kind,
      String address,
      String displayName,
      Optional<UUID> orderedPolicyId) {
    return new NewRecipient(
        tenantId,
        kind,
        address,
        displayName,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        MailboxType.REGULAR,
        orderedPolicyId);
  }

  /**
   * What it is to become, if nobody has its alias and name.
   *
   * @throws MailException {@code mailbox-address-invalid}, {@code recipient-invalid}
   */
  Recipient draft(UUID id, Instant now) {
    String primary = EmailAddresses.one(address);
    RecipientRules.displayName(displayName);
    String itsAlias =
        alias.map(RecipientRules::alias).orElse(primary.substring(0, primary.indexOf('@')));
    return new Recipient(
        new Mailbox(id, tenantId, primary, displayName, kind, now),
        name.map(RecipientRules::name).orElse(derivedName(itsAlias)),
        itsAlias,
        userPrincipalName.map(MailboxAddress::normalise).orElse(primary),
        List.of(),
        externalAddress.flatMap(given -> RecipientRules.externalAddress(kind, given)),
        Optional.empty(),
        false,
        true,
        region.flatMap(RecipientRules::region),
        RecipientRules.type(kind, type),
        new TreeMap<>(),
        now,
        Optional.empty(),
        Optional.empty());
  }

  private String derivedName(String itsAlias) {
    String fromDisplay = RecipientRules.clip(displayName, MailLimits.MAX_NAME_CHARS).strip();
    return fromDisplay.isEmpty() ? itsAlias : fromDisplay;
  }
}
