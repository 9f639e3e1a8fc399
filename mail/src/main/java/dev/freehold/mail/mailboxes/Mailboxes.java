package dev.freehold.mail.mailboxes;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.identity.TenantImap;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.RowIds;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static final String MIGRATION = Requester.system("migration").actor();

  private final Database database;
  private final MailboxKeys keys;
  private final ObjectStore objects;
  private final Ledger ledger;
  private final Folders folders;
  private final Clock clock;

  /**
   * Keeps mailboxes in {@code database}, which also holds the tables of custody, of content and of
   * the ledger.
   */
  public Mailboxes(
      Database database, MailboxKeys keys, ObjectStore objects, Ledger ledger, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.objects = objects;
    this.ledger = ledger;
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
    return create(
        NewRecipient.of(tenantId, RecipientKind.MAILBOX, address, displayName, orderedPolicyId),
        requester);
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
    return create(
        NewRecipient.of(tenantId, RecipientKind.MAIL_USER, address, displayName, orderedPolicyId),
        requester);
  }

  /**
   * Makes a mailbox or mail user of which more is known.
   *
   * @throws MailException as {@link #create(UUID, String, String, Optional, Requester)}; {@code
   *     recipient-invalid}, {@code alias-taken}, {@code recipient-name-taken}
   */
  public Mailbox create(NewRecipient wanted, Requester requester) {
    Recipient draft = wanted.draft(RowIds.next(clock), clock.instant());
    // Before a vault is asked for a key that nobody will use.
    database.read(
        tx -> {
          NewNames.requireFree(tx, draft, wanted);
          return null;
        });
    return make(draft, wanted, requester);
  }

  /**
   * Turns a mail user into a mailbox, as the migration of its mail.
   *
   * <p>Exceptions are those of {@link #migrate(UUID, UUID, String)}.
   */
  public Mailbox migrate(UUID tenantId, UUID id) {
    return migrate(tenantId, id, MIGRATION);
  }

  /**
   * Turns a mail user into a mailbox with an INBOX, under the key that it has, with its entry in
   * the ledger; a mailbox stays as it is.
   *
   * @param actor on whose behalf
   * @throws MailException {@code mailbox-not-found}
   * @throws CustodyException {@code policy-purge-requested} if its mail would come under a policy
   *     that is to be purged
   */
  public Mailbox migrate(UUID tenantId, UUID id, String actor) {
    return database.write(
        tx -> {
          boolean turned = MailboxRows.migrate(tx, tenantId, id, clock.instant());
          Mailbox mailbox = MailboxRows.byId(tx, tenantId, id).orElseThrow(Mailboxes::notFound);
          if (turned) {
            keys.requireNoPurge(tx, tenantId, id);
            folders.insert(tx, mailbox, FolderPath.INBOX, Optional.empty());
            record(
                tx,
                mailbox,
                actor,
                "MailUserMigrate",
                Map.of(),
                Map.of("address", mailbox.address()));
          }
          return mailbox;
        });
  }

  /**
   * Finds a mailbox by its GUID, an address, its user principal name, alias, name, display name or
   * distinguished name, in any letter case.
   *
   * @throws MailException {@code mailbox-ambiguous} if that names several
   */
  public Optional<Mailbox> find(UUID tenantId, String identity) {
    return database.read(tx -> RecipientIdentity.resolve(tx, tenantId, identity));
  }

  /** Finds mailboxes as {@link #find} does, without names that nobody or several have. */
  public Map<String, Mailbox> findEach(UUID tenantId, Collection<String> identities) {
    return database.read(tx -> RecipientIdentity.resolveEach(tx, tenantId, identities));
  }

  /**
   * Finds the mailbox of a person who signs in: the one that has this user principal name, unless
   * it is shared, a room's or a thing's. Other names do not count, because anybody's display name
   * can be like somebody's address.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public Optional<Mailbox> ofUser(UUID tenantId, String userPrincipalName) {
    RecipientName name = RecipientName.of(NameKind.USER_PRINCIPAL, userPrincipalName);
    return database.read(
        tx ->
            RecipientNames.holder(tx, tenantId, name)
                .flatMap(id -> MailboxRows.personalById(tx, tenantId, id)));
  }

  /**
   * Finds the mailbox that has this address; other names do not count here either.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public Optional<Mailbox> ofAddress(UUID tenantId, String address) {
    RecipientName name = RecipientName.of(NameKind.ADDRESS, address);
    return database.read(
        tx ->
            RecipientNames.holder(tx, tenantId, name)
                .flatMap(id -> MailboxRows.byId(tx, tenantId, id)));
  }

  /**
   * Tells whether the user of a mailbox may use IMAP: it is switched off neither for the mailbox
   * nor for its tenant.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public boolean isImapEnabled(UUID tenantId, UUID id) {
    return database.read(
        tx -> MailboxRows.isImapEnabled(tx, tenantId, id) && TenantImap.isEnabled(tx, tenantId));
  }

  /**
   * Finds a mailbox that must be there.
   *
   * @throws MailException {@code mailbox-not-found}, {@code mailbox-ambiguous}
   */
  public Mailbox require(UUID tenantId, String identity) {
    return find(tenantId, identity).orElseThrow(Mailboxes::notFound);
  }

  /**
   * Finds a mailbox whose content somebody wants to read or to add to. A caller that opens a
   * mailbox for a client asks this first: once a purge has begun the answer is for good, not for
   * another try.
   *
   * @throws MailException as {@link #require}; {@code purged}
   */
  public Mailbox requireOpen(UUID tenantId, String identity) {
    return database.read(
        tx -> {
          Mailbox mailbox =
              RecipientIdentity.resolve(tx, tenantId, identity).orElseThrow(Mailboxes::notFound);
          OpenMailbox.require(tx, mailbox);
          return mailbox;
        });
  }

  /**
   * Keeps others from changing who a mailbox belongs to, and who may read it, until the caller's
   * transaction ends.
   *
   * @throws MailException {@code mailbox-not-found}
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public static void hold(Handle tx, Mailbox mailbox) {
    if (!RecipientRows.lock(tx, mailbox.tenantId(), mailbox.id())) {
      throw notFound();
    }
  }

  /** Whether a mailbox takes not one byte more. */
  public boolean isFull(MailboxSpace space, Mailbox mailbox) {
    return database.read(tx -> space.isFull(tx, mailbox));
  }

  /**
   * Finds mailboxes that must all be there, as of one moment.
   *
   * @throws MailException as {@link #require}, for the first that is not there
   */
  public List<Mailbox> requireAll(UUID tenantId, List<String> identities) {
    return database.read(
        tx ->
            identities.stream()
                .map(
                    identity ->
                        RecipientIdentity.resolve(tx, tenantId, identity)
                            .orElseThrow(Mailboxes::notFound))
                .toList());
  }

  /**
   * The mailboxes with these GUIDs, also those that were removed, because their keys and holds are
   * there; without those of other tenants.
   */
  public Map<UUID, Mailbox> byIds(UUID tenantId, Collection<UUID> ids) {
    return database.read(tx -> MailboxRows.byIds(tx, tenantId, ids, true));
  }

  /** What is true of the mailbox now. */
  public MailboxStatistics statistics(Mailbox mailbox) {
    return database
        .read(
            tx ->
                MailboxStanding.statistics(
                    tx, objects, keys, mailbox.tenantId(), List.of(mailbox.id())))
        .get(mailbox.id());
  }

  /**
   * What is true of many mailboxes now, as of one moment, in the order asked for; GUIDs of nothing
   * in the tenant are left out.
   *
   * @param ids at most {@link MailLimits#MAX_STATISTICS_PER_CALL}
   * @throws MailException {@code recipient-invalid} if there are more
   */
  public Map<Mailbox, MailboxStatistics> statistics(UUID tenantId, Collection<UUID> ids) {
    if (ids.size() > MailLimits.MAX_STATISTICS_PER_CALL) {
      throw RecipientRules.invalid(
          "name at most %d mailboxes at once".formatted(MailLimits.MAX_STATISTICS_PER_CALL));
    }
    return database.read(
        tx -> {
          Map<UUID, Mailbox> found = MailboxRows.byIds(tx, tenantId, ids, false);
          Map<Mailbox, MailboxStatistics> inOrder = new LinkedHashMap<>();
          if (!found.isEmpty()) {
            Map<UUID, MailboxStatistics> all =
                MailboxStanding.statistics(tx, objects, keys, tenantId, found.keySet());
            ids.stream()
                .filter(found::containsKey)
                .forEach(id -> inOrder.put(found.get(id), all.get(id)));
          }
          return inOrder;
        });
  }

  private Mailbox make(Recipient draft, NewRecipient wanted, Requester requester) {
    Mailbox mailbox = draft.mailbox();
    for (int attempt = 1; ; attempt++) {
      MailboxKeys.NewKey key =
          keys.prepare(mailbox.tenantId(), mailbox.id(), wanted.orderedPolicyId(), requester);
      try {
        return database.write(tx -> insert(tx, draft, wanted, key, requester));
      } catch (CustodyException refused) {
        if (refused.error() != CustodyError.COVERAGE_CHANGED
            || attempt == MailLimits.MAX_KEY_ATTEMPTS) {
          throw refused;
        }
      }
    }
  }

  private Mailbox insert(
      Handle tx,
      Recipient draft,
      NewRecipient wanted,
      MailboxKeys.NewKey key,
      Requester requester) {
    Mailbox mailbox = draft.mailbox();
    Recipient named = NewNames.claim(tx, draft, wanted);
    if (!RecipientRows.insert(tx, named)) {
      throw NameKind.ADDRESS.taken();
    }
    switch (mailbox.kind()) {
      case MAILBOX -> folders.insert(tx, mailbox, FolderPath.INBOX, Optional.empty());
      case MAIL_USER -> {}
    }
    Mailbox made =
        MailboxRows.byId(tx, mailbox.tenantId(), mailbox.id()).orElseThrow(Mailboxes::notFound);
    // Last, because both hold the ledger until the transaction ends; the key's locks come first.
    key.insert(tx);
    recordCreation(tx, named, wanted.orderedPolicyId(), requester.actor());
    return made;
  }

  private void recordCreation(
      Handle tx, Recipient made, Optional<UUID> orderedPolicyId, String actor) {
    Map<String, String> names = new HashMap<>();
    names.put("address", made.mailbox().address());
    names.put("displayName", made.mailbox().displayName());
    names.put("name", made.name());
    names.put("alias", made.alias());
    made.externalAddress().ifPresent(address -> names.put("externalEmailAddress", address));
    Map<String, String> details = new HashMap<>();
    orderedPolicyId.ifPresent(id -> details.put("dataEncryptionPolicy", id.toString()));
    String operation =
        switch (made.mailbox().kind()) {
          case MAILBOX -> "MailboxCreate";
          case MAIL_USER -> "MailUserCreate";
        };
    record(tx, made.mailbox(), actor, operation, details, names);
  }

  private void record(
      Handle tx,
      Mailbox mailbox,
      String actor,
      String operation,
      Map<String, String> details,
      Map<String, String> personal) {
    ledger.append(
        tx,
        new LedgerEntry(
            mailbox.tenantId(),
            actor,
            operation,
            mailbox.id().toString(),
            LedgerEntry.Outcome.DONE,
            details,
            personal));
  }

  /** What is thrown for a mailbox that is not there, or that the caller may not know of. */
  public static MailException notFound() {
    return new MailException(
        MailError.MAILBOX_NOT_FOUND, "the tenant has no such mailbox; list its mailboxes");
  }
}
