package dev.freehold.mail.mailboxes;

import dev.freehold.custody.owners.OrderedPolicy;
import dev.freehold.ledger.Ledger;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Mailboxes and mail users as administrators see and change them. A recipient of another tenant is
 * answered exactly like one that does not exist. Safe for use by many threads.
 */
public final class Recipients {

  private final Database database;
  private final MailboxKeys keys;
  private final Ledger ledger;
  private final RecipientLists lists;
  private final Clock clock;
  private final MailboxQuota ofServer;

  /** Looks after the mailboxes in {@code database}, which also holds the ledger's tables. */
  public Recipients(Database database, MailboxKeys keys, Ledger ledger, Clock clock) {
    this(
        database,
        keys,
        ledger,
        clock,
        MailboxQuota.ofServer(MailLimits.DEFAULT_QUOTA_BYTES),
        MailLimits.MAX_NAMES_FOUND);
  }

  /**
   * The same where mailboxes without a quota of their own have another one.
   *
   * @param ofServer that quota
   */
  public Recipients(
      Database database, MailboxKeys keys, Ledger ledger, Clock clock, MailboxQuota ofServer) {
    this(database, keys, ledger, clock, ofServer, MailLimits.MAX_NAMES_FOUND);
  }

  Recipients(
      Database database,
      MailboxKeys keys,
      Ledger ledger,
      Clock clock,
      MailboxQuota ofServer,
      int maxNamesFound) {
    this.database = database;
    this.ofServer = ofServer;
    this.keys = keys;
    this.ledger = ledger;
    this.lists = new RecipientLists(keys, maxNamesFound);
    this.clock = clock;
  }

  /**
   * The recipient of this GUID.
   *
   * @throws MailException {@code mailbox-not-found}
   */
  public Assigned get(UUID tenantId, UUID id) {
    return database.read(
        tx ->
            assigned(
                    tx,
                    tenantId,
                    List.of(RecipientRows.byId(tx, tenantId, id).orElseThrow(Mailboxes::notFound)))
                .getFirst());
  }

  /**
   * A page of the tenant's recipients, by primary address. Where only those that a policy was
   * assigned to are asked for they are in the order of their GUIDs, which is about that in which
   * they were made.
   *
   * @throws MailException {@code recipient-search-too-wide}; {@code recipient-invalid} if a page of
   *     those that a policy was assigned to begins after an address that nobody has
   */
  public List<Assigned> list(RecipientQuery query) {
    MailLimits.requirePage(query.max());
    return database.read(tx -> assigned(tx, query.tenantId(), lists.page(tx, query)));
  }

  private List<Assigned> assigned(Handle tx, UUID tenantId, Collection<Recipient> recipients) {
    return assigned(tx, keys, tenantId, recipients);
  }

  static List<Assigned> assigned(
      Handle tx, MailboxKeys keys, UUID tenantId, Collection<Recipient> recipients) {
    Map<UUID, OrderedPolicy> policies =
        keys.ordered(tx, tenantId, recipients.stream().map(Recipient::id).toList());
    return recipients.stream()
        .map(recipient -> new Assigned(recipient, policies.get(recipient.id())))
        .toList();
  }

  /**
   * Changes what an administrator may change, with its entry in the ledger: all of it or nothing.
   *
   * @return the recipient as it is then, and which members have changed; where none has, nothing is
   *     recorded
   * @throws MailException {@code mailbox-not-found}, {@code mailbox-address-invalid}, {@code
   *     recipient-invalid}, {@code mailbox-exists}, {@code alias-taken}, {@code
   *     recipient-name-taken}
   */
  public Edited edit(UUID tenantId, UUID id, RecipientEdit edit, String actor) {
    return database.write(
        tx -> {
          if (!RecipientRows.lock(tx, tenantId, id)) {
            throw Mailboxes.notFound();
          }
          Recipient before = RecipientRows.byId(tx, tenantId, id).orElseThrow(Mailboxes::notFound);
          Recipient after =
              edit.applyTo(before, ofServer, clock.instant().truncatedTo(ChronoUnit.MILLIS));
          RecipientChanges changes = RecipientChanges.between(before, after);
          if (!changes.isEmpty()) {
            rename(tx, before, after);
            RecipientRows.update(tx, after);
            ledger.append(tx, changes.entry(after.mailbox(), actor));
          }
          Recipient now = changes.isEmpty() ? before : after;
          return new Edited(assigned(tx, tenantId, List.of(now)).getFirst(), changes.members());
        });
  }

  private static void rename(Handle tx, Recipient before, Recipient after) {
    SortedSet<RecipientName> old = RecipientName.all(before);
    SortedSet<RecipientName> wanted = RecipientName.all(after);
    // Before the new ones: a name in the form from before may differ from its new form in that.
    old.stream()
        .filter(name -> !wanted.contains(name))
        .forEach(name -> RecipientNames.release(tx, before.id(), name));
    for (RecipientName name : wanted) {
      if (!old.contains(name)
          && !RecipientNames.claim(tx, after.mailbox().tenantId(), after.id(), name)) {
        throw name.kind().taken();
      }
    }
  }

  /**
   * A recipient and the policy that was assigned to it.
   *
   * @param recipient who
   * @param policy the policy that was assigned last, whether in effect or not; null if it has none
   *     of its own
   */
  public record Assigned(Recipient recipient, OrderedPolicy policy) {}

  /**
   * The result of an edit.
   *
   * @param recipient as it is now
   * @param changed the names of the members that have changed
   */
  public record Edited(Assigned recipient, Set<String> changed) {

    /** Copies the names. */
    public Edited {
      changed = Set.copyOf(changed);
    }
  }
}
