package dev.freehold.mail.access;

import dev.freehold.custody.groups.Memberships;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.OpenMailbox;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Full access to mailboxes of others. No role includes it: an administrator who reads a mailbox was
 * given a permission on it first, which is in the ledger, and so is each reading ({@link
 * ReadRecords}). The caller has to check that the person who asks for a change may do so. Safe for
 * use by many threads.
 */
public final class MailboxPermissions {

  private final Database database;
  private final Identities identities;
  private final Ledger ledger;
  private final Clock clock;

  /** Keeps permissions in {@code database}, which also holds custody's and the ledger's tables. */
  public MailboxPermissions(Database database, Identities identities, Ledger ledger, Clock clock) {
    this.database = database;
    this.identities = identities;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Those on a mailbox, by principal; at most {@link MailLimits#MAX_MAILBOX_PERMISSIONS}. */
  public List<MailboxPermission> list(Mailbox mailbox) {
    return database.read(tx -> MailboxPermissionRows.list(tx, mailbox));
  }

  /**
   * Gives a user, an application or the members of a group full access. Nothing happens if it has
   * it.
   *
   * @param actor who gives it, for the ledger
   * @throws MailException {@code principal-not-found} if the tenant has no such user, application
   *     or group, {@code too-many-mailbox-permissions}, {@code purged}
   */
  public void grant(Mailbox mailbox, UUID principalId, String actor) {
    database.write(
        tx -> {
          // Two who give it at once must neither both insert it nor pass the bound.
          Mailboxes.hold(tx, mailbox);
          OpenMailbox.require(tx, mailbox);
          requirePrincipal(tx, mailbox.tenantId(), principalId);
          if (MailboxPermissionRows.exists(tx, mailbox, principalId)) {
            return null;
          }
          if (MailboxPermissionRows.count(tx, mailbox) >= MailLimits.MAX_MAILBOX_PERMISSIONS) {
            throw new MailException(
                MailError.TOO_MANY_PERMISSIONS,
                "at most %d principals have full access to a mailbox; take it from one first"
                    .formatted(MailLimits.MAX_MAILBOX_PERMISSIONS));
          }
          MailboxPermissionRows.insert(
              tx, mailbox, principalId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
          return ledger.append(tx, change(mailbox, principalId, "Add-MailboxPermission", actor));
        });
  }

  /**
   * Takes full access away. Who is reading a message then may read it to its end.
   *
   * @return whether the principal had it
   */
  public boolean revoke(Mailbox mailbox, UUID principalId, String actor) {
    return database.write(
        tx -> {
          boolean had = MailboxPermissionRows.delete(tx, mailbox, principalId);
          if (had) {
            ledger.append(tx, change(mailbox, principalId, "Remove-MailboxPermission", actor));
          }
          return had;
        });
  }

  /**
   * Tells whether a principal has full access, by itself or by a group that it is in now.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC} if something else than
   *     this service wrote the permission
   */
  public boolean has(Mailbox mailbox, UUID principalId) {
    return database.read(
        tx ->
            MailboxPermissionRows.exists(tx, mailbox, principalId)
                || hasByGroup(tx, mailbox, principalId));
  }

  private static boolean hasByGroup(Handle tx, Mailbox mailbox, UUID memberId) {
    return Memberships.of(tx, mailbox.tenantId(), memberId).stream()
        .anyMatch(groupId -> MailboxPermissionRows.exists(tx, mailbox, groupId));
  }

  private void requirePrincipal(Handle tx, UUID tenantId, UUID principalId) {
    if (identities
        .find(tx, tenantId, principalId)
        .filter(MailboxPermissions::mayHaveAccess)
        .isEmpty()) {
      throw new MailException(
          MailError.PRINCIPAL_NOT_FOUND,
          "the tenant has no user, application or group of this object id; check it");
    }
  }

  private static boolean mayHaveAccess(Identity identity) {
    return switch (identity.kind()) {
      case USER, APPLICATION, GROUP -> true;
      case WORKLOAD -> false;
    };
  }

  private static LedgerEntry change(
      Mailbox mailbox, UUID principalId, String operation, String actor) {
    return new LedgerEntry(
            mailbox.tenantId(),
            actor,
            operation,
            mailbox.id().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of("principal", principalId.toString(), "accessRights", "FullAccess"))
        .asPersonal("principal");
  }
}
