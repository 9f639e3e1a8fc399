package dev.freehold.mail;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.RowIds;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

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
   * @param orderedPolicyId the data encryption policy of its own; empty to come under what covers
   *     the tenant
   * @throws MailException {@code mailbox-address-invalid} or {@code mailbox-exists}
   * @throws CustodyException {@code policy-not-found}, {@code policy-not-assignable}, or {@code
   *     coverage-changed} if the policies that cover it change again and again
   * @throws dev.freehold.custody.KeyAccessException if the policy's key may not be had
   */
  public Mailbox create(
      UUID tenantId,
      String address,
      String displayName,
      Optional<UUID> orderedPolicyId,
      Requester requester) {
    Mailbox draft = draft(tenantId, address, displayName, RecipientKind.MAILBOX);
    return make(draft, orderedPolicyId, requester);
  }

  /**
   * Makes a mail user: a recipient whose mail is still elsewhere. It has its key from now on, so
   * that what comes by {@link #migrate migration} is under its policy from the first byte, but
   * takes no messages before.
   *
   * <p>Parameters and exceptions are those of {@link #create}.
   */
  public Mailbox createMailUser(
      UUID tenantId,
      String address,
      String displayName,
      Optional<UUID> orderedPolicyId,
      Requester requester) {
    Mailbox draft = draft(tenantId, address, displayName, RecipientKind.MAIL_USER);
    return make(draft, orderedPolicyId, requester);
  }

  /**
   * Turns a mail user into a mailbox with an INBOX, under the key that it has; a mailbox stays as
   * it is.
   *
   * @throws MailException {@code mailbox-not-found}
   * @throws CustodyException {@code policy-purge-requested} if its mail would come under a policy
   *     that is to be purged
   */
  public Mailbox migrate(UUID tenantId, UUID id) {
    return database.write(
        tx -> {
          boolean turned = MailboxRows.migrate(tx, tenantId, id);
          Mailbox mailbox = MailboxRows.byId(tx, tenantId, id).orElseThrow(Mailboxes::notFound);
          if (turned) {
            keys.requireNoPurge(tx, tenantId, id);
            folders.insert(tx, mailbox, FolderPath.INBOX, Optional.empty());
          }
          return mailbox;
        });
  }

  /** Finds a mailbox by its address, in any letter case, or by its GUID. */
  public Optional<Mailbox> find(UUID tenantId, String addressOrGuid) {
    return database.read(tx -> find(tx, tenantId, addressOrGuid));
  }

  private static Optional<Mailbox> find(Handle tx, UUID tenantId, String addressOrGuid) {
    Optional<UUID> guid = guid(addressOrGuid);
    return guid.isPresent()
        ? MailboxRows.byId(tx, tenantId, guid.get())
        : MailboxRows.byAddress(tx, tenantId, MailboxAddress.normalise(addressOrGuid));
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
   * Finds mailboxes that must all be there, as of one moment.
   *
   * @throws MailException as {@link #require}, for the first that is not there
   */
  public List<Mailbox> requireAll(UUID tenantId, List<String> addressesOrGuids) {
    return database.read(
        tx ->
            addressesOrGuids.stream()
                .map(name -> find(tx, tenantId, name).orElseThrow(Mailboxes::notFound))
                .toList());
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
        tx ->
            MailboxStanding.statistics(
                tx, objects, mailbox, keys.standing(tx, mailbox.tenantId(), mailbox.id())));
  }

  private Mailbox draft(UUID tenantId, String address, String displayName, RecipientKind kind) {
    String normal = MailboxAddress.normalise(address);
    requireDisplayName(displayName);
    if (database.read(tx -> MailboxRows.byAddress(tx, tenantId, normal)).isPresent()) {
      throw exists();
    }
    return new Mailbox(RowIds.next(clock), tenantId, normal, displayName, kind, clock.instant());
  }

  private Mailbox make(Mailbox draft, Optional<UUID> orderedPolicyId, Requester requester) {
    for (int attempt = 1; ; attempt++) {
      MailboxKeys.NewKey key =
          keys.prepare(draft.tenantId(), draft.id(), orderedPolicyId, requester);
      try {
        return database.write(tx -> insert(tx, draft, key));
      } catch (CustodyException refused) {
        if (refused.error() != CustodyError.COVERAGE_CHANGED
            || attempt == MailLimits.MAX_KEY_ATTEMPTS) {
          throw refused;
        }
      }
    }
  }

  private Mailbox insert(Handle tx, Mailbox draft, MailboxKeys.NewKey key) {
    if (!MailboxRows.insert(tx, draft)) {
      throw exists();
    }
    switch (draft.kind()) {
      case MAILBOX -> folders.insert(tx, draft, FolderPath.INBOX, Optional.empty());
      case MAIL_USER -> {}
    }
    Mailbox made =
        MailboxRows.byId(tx, draft.tenantId(), draft.id()).orElseThrow(Mailboxes::notFound);
    // Last, because it holds the ledger until the transaction ends.
    key.insert(tx);
    return made;
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
