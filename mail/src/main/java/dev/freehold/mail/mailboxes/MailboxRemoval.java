package dev.freehold.mail.mailboxes;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.time.TwoClocks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removing mailboxes and mail users. Who removes one takes its names from it, so that nobody finds
 * it, reads it or delivers to it, and others can have the names. Its key and content stay, under
 * its policies and holds, for {@link MailLimits#RECOVERABLE_FOR}: until then it can be recovered.
 * After that, or when an administrator says so earlier, its keys are destroyed. A mailbox of
 * another tenant is answered exactly like one that does not exist. Safe for use by many threads.
 */
public final class MailboxRemoval {

  private static final Logger LOG = LoggerFactory.getLogger(MailboxRemoval.class);
  private static final String EXPIRY = Requester.system("mailbox-expiry").actor();
  private static final int PAGE = 100;

  private final Database database;
  private final MailboxKeys keys;
  private final Ledger ledger;
  private final TwoClocks clocks;

  /** Removes mailboxes in {@code database}, which also holds the ledger's tables. */
  public MailboxRemoval(Database database, MailboxKeys keys, Ledger ledger, TwoClocks clocks) {
    this.database = database;
    this.keys = keys;
    this.ledger = ledger;
    this.clocks = clocks;
  }

  /**
   * Removes a mailbox or mail user. A legal hold on it does not keep anybody from it, since nothing
   * is lost.
   *
   * @throws MailException {@code mailbox-not-found}
   */
  public void remove(UUID tenantId, UUID id, String actor) {
    Instant now = clocks.later().truncatedTo(ChronoUnit.MILLIS);
    database.write(
        tx -> {
          if (!RecipientRows.lock(tx, tenantId, id)) {
            throw Mailboxes.notFound();
          }
          Recipient before = RecipientRows.byId(tx, tenantId, id).orElseThrow(Mailboxes::notFound);
          RecipientName.all(before).forEach(name -> RecipientNames.release(tx, id, name));
          Recipient removed = before.removed(now);
          RecipientRows.update(tx, removed);
          record(
              tx,
              removed,
              "MailboxRemove",
              actor,
              Map.of("recoverableUntil", recoverableUntil(removed).toString()));
          return removed;
        });
  }

  /** Until when a removed recipient can be recovered. */
  public static Instant recoverableUntil(Recipient removed) {
    return removed.deletedAt().orElseThrow().plus(MailLimits.RECOVERABLE_FOR);
  }

  /**
   * A page of the tenant's removed recipients that can be recovered, by GUID.
   *
   * @param after the GUID that the page before ended with; empty at first
   */
  public List<Recipients.Assigned> list(UUID tenantId, String after, int max) {
    MailLimits.requirePage(max);
    return database.read(
        tx ->
            Recipients.assigned(
                tx, keys, tenantId, RecipientRows.removed(tx, tenantId, after, max)));
  }

  /**
   * The removed recipient that somebody names: by its GUID or by a name that it had.
   *
   * @throws MailException {@code mailbox-not-found}, {@code mailbox-ambiguous}
   */
  public Recipients.Assigned get(UUID tenantId, String identity) {
    return database.read(
        tx ->
            Recipients.assigned(tx, keys, tenantId, List.of(resolve(tx, tenantId, identity)))
                .getFirst());
  }

  /**
   * The mailbox that somebody names in whatever way, or else the removed one.
   *
   * @throws MailException {@code mailbox-not-found}, {@code mailbox-ambiguous}
   */
  public UUID keptId(UUID tenantId, String identity) {
    return database.read(
        tx ->
            RecipientIdentity.resolve(tx, tenantId, identity)
                .map(Mailbox::id)
                .orElseGet(() -> resolve(tx, tenantId, identity).id()));
  }

  private static Recipient resolve(Handle tx, UUID tenantId, String identity) {
    String text = identity.strip();
    if (text.isEmpty() || text.length() > MailLimits.MAX_IDENTITY_CHARS) {
      throw Mailboxes.notFound();
    }
    Optional<Recipient> byId =
        RecipientIdentity.guid(text).flatMap(id -> RecipientRows.removedById(tx, tenantId, id));
    if (byId.isPresent()) {
      return byId.get();
    }
    List<Recipient> found = RecipientRows.removedCalled(tx, tenantId, text);
    if (found.size() > 1) {
      throw new MailException(
          MailError.MAILBOX_AMBIGUOUS,
          "several removed recipients went by this name; use the GUID of the one");
    }
    return found.stream().findFirst().orElseThrow(Mailboxes::notFound);
  }

  /**
   * Brings a removed recipient back with all that was in it.
   *
   * @throws MailException as {@link #get}; {@code purged}; {@code mailbox-exists} or {@code
   *     recipient-name-taken} if somebody has the name by now: give another
   */
  public Recipients.Assigned recover(UUID tenantId, UUID id, RecoveredNames names, String actor) {
    return database.write(
        tx -> {
          Recipient removed = requireRemoved(tx, tenantId, id);
          requireUnpurged(tx, removed);
          Recipient recovered = names.claim(tx, removed, now());
          RecipientRows.update(tx, recovered);
          record(tx, recovered, "MailboxRecover", actor, Map.of());
          return Recipients.assigned(tx, keys, tenantId, List.of(recovered)).getFirst();
        });
  }

  /**
   * Destroys the keys of a removed recipient, and with them all that was in it, for good.
   *
   * @throws MailException as {@link #get}; {@code purged} if that was done by a purge already
   * @throws CustodyException {@code LEGAL_HOLD}; {@code POLICY_PURGE_REQUESTED} if a policy of it
   *     is to be purged
   */
  public void destroy(UUID tenantId, UUID id, String actor) {
    for (int attempt = 1; ; attempt++) {
      try {
        database.<Runnable>write(tx -> destroy(tx, tenantId, id, actor)).run();
        return;
      } catch (CustodyException refused) {
        if (refused.error() != CustodyError.COVERAGE_CHANGED
            || attempt == MailLimits.MAX_KEY_ATTEMPTS) {
          throw refused;
        }
      }
    }
  }

  private Runnable destroy(Handle tx, UUID tenantId, UUID id, String actor) {
    Recipient removed = requireRemoved(tx, tenantId, id);
    requireUnpurged(tx, removed);
    RecipientRows.destroyed(tx, id);
    // Last, because both hold the ledger until the transaction ends; the key's locks come first.
    Runnable afterwards = keys.destroy(tx, tenantId, id, actor);
    record(tx, removed, "MailboxDestroy", actor, Map.of());
    return afterwards;
  }

  /**
   * Destroys those that were removed so long ago that they cannot be recovered any more. What is
   * held or waits for a purge stays for a later run. Safe to run in several processes at once.
   *
   * @return how many were destroyed
   */
  public int destroyExpired() {
    Instant moment = clocks.earlier().minus(MailLimits.RECOVERABLE_FOR);
    int destroyed = 0;
    RecipientRows.Expired after = RecipientRows.Expired.BEFORE_ALL;
    List<RecipientRows.Expired> page;
    do {
      RecipientRows.Expired from = after;
      page = database.read(tx -> RecipientRows.removedBefore(tx, moment, from, PAGE));
      for (RecipientRows.Expired expired : page) {
        destroyed += isDestroyed(expired) ? 1 : 0;
        after = expired;
      }
    } while (page.size() == PAGE && !Thread.currentThread().isInterrupted());
    return destroyed;
  }

  private boolean isDestroyed(RecipientRows.Expired expired) {
    try {
      destroy(expired.tenantId(), expired.id(), EXPIRY);
      return true;
    } catch (MailException | CustodyException | KeyAccessException kept) {
      LOG.debug("the removed mailbox {} stays: {}", expired.id(), kept.getMessage());
      return false;
    }
  }

  private Recipient requireRemoved(Handle tx, UUID tenantId, UUID id) {
    if (!RecipientRows.lockRemoved(tx, tenantId, id)) {
      throw Mailboxes.notFound();
    }
    return RecipientRows.removedById(tx, tenantId, id).orElseThrow(Mailboxes::notFound);
  }

  private static void requireUnpurged(Handle tx, Recipient removed) {
    OpenMailbox.requireUnpurged(tx, removed.mailbox());
  }

  private Instant now() {
    return clocks.own().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void record(
      Handle tx, Recipient recipient, String operation, String actor, Map<String, String> details) {
    ledger.append(
        tx,
        new LedgerEntry(
            recipient.mailbox().tenantId(),
            actor,
            operation,
            recipient.id().toString(),
            LedgerEntry.Outcome.DONE,
            withKind(recipient, details),
            Map.of("address", recipient.mailbox().address(), "name", recipient.name())));
  }

  private static Map<String, String> withKind(Recipient recipient, Map<String, String> details) {
    Map<String, String> all = new HashMap<>(details);
    all.put("recipientKind", recipient.mailbox().kind().name());
    return all;
  }
}
