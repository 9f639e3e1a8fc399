package dev.freehold.mail;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.ObjectUsage;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.OwnerStanding;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.MigrationSet;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The mailboxes of tenants. A mailbox of another tenant is answered exactly like one that does not
 * exist. Safe for use by many threads.
 */
public final class Mailboxes {

  /** The tables of this module. */
  public static final MigrationSet MIGRATIONS = new MigrationSet("mail");

  private final Database database;
  private final MailboxKeys keys;
  private final ObjectStore objects;
  private final Folders folders;
  private final Clock clock;

  /** Keeps mailboxes in {@code database}, which also holds custody's and content's tables. */
  public Mailboxes(Database database, MailboxKeys keys, ObjectStore objects, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.objects = objects;
    this.folders = new Folders(database, clock);
    this.clock = clock;
  }

  /**
   * Makes a mailbox with its key and its INBOX: all of them or nothing.
   *
   * @param policyId the data encryption policy that it comes under
   * @throws MailException {@code mailbox-address-invalid} or {@code mailbox-exists}
   * @throws dev.freehold.custody.KeyAccessException if the policy's key may not be had
   */
  public Mailbox create(
      UUID tenantId, String address, String displayName, UUID policyId, Requester requester) {
    String normal = MailboxAddress.normalise(address);
    requireDisplayName(displayName);
    if (database.read(tx -> MailboxRows.byAddress(tx, tenantId, normal)).isPresent()) {
      throw exists();
    }
    UUID id = UUID.randomUUID();
    MailboxKeys.NewKey key = keys.prepare(tenantId, id, Optional.of(policyId), requester);
    Mailbox mailbox =
        new Mailbox(id, tenantId, normal, displayName, policyId, key.id(), clock.instant());
    return database.write(
        tx -> {
          if (!MailboxRows.insert(tx, mailbox)) {
            throw exists();
          }
          folders.insert(tx, mailbox, FolderPath.INBOX, Optional.empty());
          Mailbox made =
              MailboxRows.byId(tx, tenantId, mailbox.id()).orElseThrow(Mailboxes::notFound);
          // Last, because it holds the ledger until the transaction ends.
          key.insert(tx);
          return made;
        });
  }

  /** Finds a mailbox by its address, in any letter case, or by its GUID. */
  public Optional<Mailbox> find(UUID tenantId, String addressOrGuid) {
    Optional<UUID> guid = guid(addressOrGuid);
    return database.read(
        tx ->
            guid.isPresent()
                ? MailboxRows.byId(tx, tenantId, guid.get())
                : MailboxRows.byAddress(tx, tenantId, MailboxAddress.normalise(addressOrGuid)));
  }

  /**
   * Finds a mailbox that must be there.
   *
   * @throws MailException {@code mailbox-not-found}, or {@code mailbox-address-invalid}
   */
  public Mailbox require(UUID tenantId, String addressOrGuid) {
    return find(tenantId, addressOrGuid).orElseThrow(Mailboxes::notFound);
  }

  /**
   * The tenant's mailboxes by address.
   *
   * @param afterAddress where the page before ended; empty at first
   * @param max 1 to {@link MailLimits#MAX_MESSAGES_PER_CALL}
   */
  public List<Mailbox> list(UUID tenantId, String afterAddress, int max) {
    MessageSelection.requirePage(max);
    return database.read(tx -> MailboxRows.list(tx, tenantId, afterAddress, max));
  }

  /** What is true of the mailbox now. */
  public MailboxStatistics statistics(Mailbox mailbox) {
    return database.read(
        tx -> {
          FolderRows.Totals totals = FolderRows.totals(tx, mailbox);
          ObjectUsage usage = objects.usage(tx, mailbox.ownerKeyId());
          Optional<UUID> policy =
              keys.standing(tx, mailbox.tenantId(), mailbox.id()).map(OwnerStanding::policyId);
          long stored = MessageRows.countObjects(tx, mailbox);
          boolean encrypted =
              policy.filter(mailbox.policyId()::equals).isPresent() && stored == usage.objects();
          return new MailboxStatistics(totals.messages(), totals.bytes(), policy, encrypted);
        });
  }

  private static Optional<UUID> guid(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void requireDisplayName(String name) {
    if (name.length() > MailLimits.MAX_DISPLAY_NAME_CHARS
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new MailException(
          MailError.ADDRESS_INVALID,
          "a display name has at most %d characters and no control characters"
              .formatted(MailLimits.MAX_DISPLAY_NAME_CHARS));
    }
  }

  private static MailException exists() {
    return new MailException(
        MailError.MAILBOX_EXISTS, "the tenant has a mailbox of this address; choose another");
  }

  static MailException notFound() {
    return new MailException(
        MailError.MAILBOX_NOT_FOUND, "the tenant has no such mailbox; list its mailboxes");
  }
}
