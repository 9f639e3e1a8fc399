package dev.freehold.mail.mailboxes;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A mailbox or mail user as administrators see it. All names but the display name are unique in the
 * tenant, each kind separately, in any letter case.
 *
 * @param mailbox its GUID, primary address, display name and kind
 * @param name its name in lists
 * @param alias a short name in ASCII
 * @param userPrincipalName the name that its user signs in with
 * @param furtherAddresses its addresses but the primary one, in lower case, sorted
 * @param externalAddress the address where a mail user gets mail; mailboxes have none
 * @param archiveId the GUID of its archive on another server
 * @param isHidden whether address lists leave it out
 * @param isImapEnabled whether its user may use IMAP, as far as the tenant lets anybody
 * @param region the geo that it belongs to, in upper case
 * @param type what it is for
 * @param customAttributes texts that Freehold only stores, by number, 1 to 15
 * @param changedAt when an administrator last changed any of this
 * @param ownQuota how much it may hold, if that is its own; empty for the server's
 * @param deletedAt when it was removed, if it was: then nobody finds it by its names, which it
 *     keeps
 */
public record Recipient(
    Mailbox mailbox,
    String name,
    String alias,
    String userPrincipalName,
    List<String> furtherAddresses,
    Optional<String> externalAddress,
    Optional<UUID> archiveId,
    boolean isHidden,
    boolean isImapEnabled,
    Optional<String> region,
    MailboxType type,
    SortedMap<Integer, String> customAttributes,
    Instant changedAt,
    Optional<MailboxQuota> ownQuota,
    Optional<Instant> deletedAt) {

  /** Sorts the addresses and copies the attributes. */
  public Recipient {
    furtherAddresses = furtherAddresses.stream().sorted().toList();
    customAttributes = Collections.unmodifiableSortedMap(new TreeMap<>(customAttributes));
  }

  /** Its GUID. */
  public UUID id() {
    return mailbox.id();
  }

  /** How much it may hold, where that of the server's mailboxes is {@code ofServer}. */
  public MailboxQuota quota(MailboxQuota ofServer) {
    return ownQuota.orElse(ofServer);
  }

  /** All addresses, the primary one first. */
  public List<String> addresses() {
    return Stream.concat(Stream.of(mailbox.address()), furtherAddresses.stream()).toList();
  }

  Recipient withNames(String newName, String newAlias) {
    return asOf(
        mailbox, newName, newAlias, userPrincipalName, furtherAddresses, changedAt, deletedAt);
  }

  /** With those of {@code addresses} that are not its primary one. */
  Recipient withAddresses(List<String> addresses) {
    List<String> further =
        addresses.stream().filter(address -> !address.equals(mailbox.address())).toList();
    return asOf(mailbox, name, alias, userPrincipalName, further, changedAt, deletedAt);
  }

  /** The same, removed at this moment; it keeps its names, and nobody finds it by them. */
  Recipient removed(Instant now) {
    return asOf(mailbox, name, alias, userPrincipalName, furtherAddresses, now, Optional.of(now));
  }

  /** The same, there again under these names. */
  Recipient recovered(
      Mailbox named,
      String newName,
      String newAlias,
      String newUserPrincipalName,
      List<String> newFurtherAddresses,
      Instant now) {
    return asOf(
        named, newName, newAlias, newUserPrincipalName, newFurtherAddresses, now, Optional.empty());
  }

  private Recipient asOf(
      Mailbox newMailbox,
      String newName,
      String newAlias,
      String newUserPrincipalName,
      List<String> newFurtherAddresses,
      Instant newChangedAt,
      Optional<Instant> newDeletedAt) {
    return new Recipient(
        newMailbox,
        newName,
        newAlias,
        newUserPrincipalName,
        newFurtherAddresses,
        externalAddress,
        archiveId,
        isHidden,
        isImapEnabled,
        region,
        type,
        customAttributes,
        newChangedAt,
        ownQuota,
        newDeletedAt);
  }
}
