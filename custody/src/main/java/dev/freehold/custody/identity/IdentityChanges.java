package dev.freehold.custody.identity;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * What is changed of people and programs after they were made: whether they may come, what they may
 * do, and that all their sign-ins end. Each counts on every node within {@link
 * dev.freehold.custody.CustodyLimits#STANDING_REREAD}, and here at once. Whether the one who asks
 * may do so is the caller's to find out. Safe for use by many threads.
 */
public final class IdentityChanges {

  private final Database database;
  private final Ledger ledger;
  private final Standings standings;

  /** Works on identities in {@code database}, which also holds the ledger's tables. */
  public IdentityChanges(Database database, Ledger ledger, Standings standings) {
    this.database = database;
    this.ledger = ledger;
    this.standings = standings;
  }

  /**
   * Enables or disables an identity. A disabled one has no way in: its password, secrets, access
   * keys and tokens are refused. Its sign-ins are over, also once it is enabled again.
   *
   * @param actor who does it, for the ledger
   * @return the identity as it is now
   * @throws CustodyException {@code IDENTITY_NOT_FOUND}, also for a part of the service
   */
  public Identity setEnabled(UUID tenantId, UUID objectId, boolean enabled, String actor) {
    return change(
        tenantId,
        objectId,
        enabled ? Identity::enable : Identity::disable,
        (tx, changed) -> {
          if (!enabled) {
            endSignIns(tx, objectId);
          }
          record(tx, changed, enabled ? "IdentityEnable" : "IdentityDisable", Map.of(), actor);
        });
  }

  /**
   * Gives an identity other roles in the place of those that it has. Tokens that name a role which
   * it has lost are worth nothing where that role is needed; a role that it gains is in the next
   * token.
   *
   * @param actor who does it, for the ledger
   * @return the identity as it is now
   * @throws CustodyException {@code IDENTITY_NOT_FOUND}, also for a part of the service
   */
  public Identity setRoles(UUID tenantId, UUID objectId, Set<Role> roles, String actor) {
    return change(
        tenantId,
        objectId,
        identity -> identity.withRoles(roles),
        (tx, changed) ->
            record(
                tx,
                changed,
                "IdentityRolesChange",
                Map.of("roles", new TreeSet<>(roles).toString()),
                actor));
  }

  /**
   * Ends all sign-ins of an identity: no token that it has now is taken any more, and no refresh
   * token. Its password, secrets and access keys stay good.
   *
   * @param actor who does it, for the ledger
   * @return the identity as it is now
   * @throws CustodyException {@code IDENTITY_NOT_FOUND}, also for a part of the service
   */
  public Identity signOutEverywhere(UUID tenantId, UUID objectId, String actor) {
    return change(
        tenantId,
        objectId,
        Identity::signOut,
        (tx, changed) -> {
          endSignIns(tx, objectId);
          record(tx, changed, "IdentitySignOut", Map.of(), actor);
        });
  }

  /** What follows from a change, in its transaction. */
  private interface Consequence {
    void of(Handle tx, Identity changed);
  }

  private Identity change(
      UUID tenantId, UUID objectId, UnaryOperator<Identity> change, Consequence consequence) {
    SqlWork<Identity> work =
        tx -> {
          IdentityRows.lock(tx, objectId);
          Identity before =
              IdentityRows.byObjectId(tx, tenantId, objectId)
                  .map(IdentityRows.Row::identity)
                  .filter(identity -> identity.kind() != Identity.Kind.WORKLOAD)
                  .orElseThrow(IdentityChanges::notFound);
          Identity after = change.apply(before);
          if (!after.equals(before)) {
            IdentityRows.update(tx, after);
            consequence.of(tx, after);
          }
          return after;
        };
    return standings.change(() -> database.write(work));
  }

  /** Refresh tokens, and devices for which somebody signed in a moment ago. */
  private static void endSignIns(Handle tx, UUID objectId) {
    UserRows.lock(tx, objectId);
    RefreshTokenRows.deleteOf(tx, objectId);
  }

  private void record(
      Handle tx, Identity identity, String operation, Map<String, String> details, String actor) {
    ledger.append(
        tx,
        new LedgerEntry(
            identity.tenantId(),
            actor,
            operation,
            identity.objectId().toString(),
            LedgerEntry.Outcome.DONE,
            details));
  }

  private static CustodyException notFound() {
    return new CustodyException(
        CustodyError.IDENTITY_NOT_FOUND,
        "no such user or application in this tenant; check the object id");
  }
}
