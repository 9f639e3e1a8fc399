package dev.freehold.mail.mailboxes;

import dev.freehold.mail.MailException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * An administrator's changes of a recipient; empty fields stay as they are.
 *
 * @param name its name
 * @param alias its alias
 * @param address its primary address; the earlier one stays as a further one
 * @param emailAddresses all its addresses, {@code SMTP:x} for the primary one; not together with
 *     {@code address}
 * @param displayName its display name; an empty text removes it
 * @param externalAddress the address where a mail user gets mail; an empty text removes it
 * @param archiveId the GUID of an archive on another server; all zeros remove it
 * @param isHidden whether address lists leave it out
 * @param isImapEnabled whether its user may use IMAP
 * @param region the code of a geo; an empty text removes it
 * @param type what it is for
 * @param quota how much it may hold
 * @param customAttributes by number; an empty text removes one, others stay
 */
public record RecipientEdit(
    Optional<String> name,
    Optional<String> alias,
    Optional<String> address,
    Optional<List<String>> emailAddresses,
    Optional<String> displayName,
    Optional<String> externalAddress,
    Optional<UUID> archiveId,
    Optional<Boolean> isHidden,
    Optional<Boolean> isImapEnabled,
    Optional<String> region,
    Optional<MailboxType> type,
    QuotaEdit quota,
    Map<Integer, String> customAttributes) {

  /** Copies the attributes. */
  public RecipientEdit {
    customAttributes = Map.copyOf(customAttributes);
  }

  /**
   * What comes of it.
   *
   * @param ofServer the quota of mailboxes without one of their own
   * @throws MailException {@code mailbox-address-invalid}, {@code recipient-invalid}
   */
  Recipient applyTo(Recipient before, MailboxQuota ofServer, Instant now) {
    Mailbox mailbox = before.mailbox();
    EmailAddresses addresses = addresses(before);
    return new Recipient(
        new Mailbox(
            mailbox.id(),
            mailbox.tenantId(),
            addresses.primary(),
            displayName.map(RecipientRules::displayName).orElse(mailbox.displayName()),
            mailbox.kind(),
            mailbox.createdAt()),
        name.map(RecipientRules::name).orElse(before.name()),
        alias.map(RecipientRules::alias).orElse(before.alias()),
        before.userPrincipalName(),
        List.copyOf(addresses.further()),
        externalAddress.isPresent()
            ? RecipientRules.externalAddress(mailbox.kind(), externalAddress.get())
            : before.externalAddress(),
        archiveId.isPresent() ? RecipientRules.archiveId(archiveId.get()) : before.archiveId(),
        isHidden.orElse(before.isHidden()),
        isImapEnabled.orElse(before.isImapEnabled()),
        region.isPresent() ? RecipientRules.region(region.get()) : before.region(),
        type.map(wanted -> RecipientRules.type(mailbox.kind(), wanted)).orElse(before.type()),
        attributes(before),
        now,
        quota.applyTo(before.ownQuota(), ofServer),
        before.deletedAt());
  }

  private EmailAddresses addresses(Recipient before) {
    if (address.isPresent() && emailAddresses.isPresent()) {
      throw RecipientRules.invalid(
          "give either the primary address or the list of all addresses, not both");
    }
    if (emailAddresses.isPresent()) {
      return EmailAddresses.parse(emailAddresses.get());
    }
    if (address.isPresent()) {
      List<String> listed = new ArrayList<>(before.addresses());
      listed.addFirst(address.get());
      return EmailAddresses.parse(listed);
    }
    Collection<String> further = before.furtherAddresses();
    return new EmailAddresses(before.mailbox().address(), new TreeSet<>(further));
  }

  private SortedMap<Integer, String> attributes(Recipient before) {
    SortedMap<Integer, String> attributes = new TreeMap<>(before.customAttributes());
    customAttributes.forEach(
        (number, value) -> {
          RecipientRules.customAttribute(number, value);
          if (value.isEmpty()) {
            attributes.remove(number);
          } else {
            attributes.put(number, value);
          }
        });
    return attributes;
  }
}
