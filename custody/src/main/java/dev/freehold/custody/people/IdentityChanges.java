package dev.freehold.custody.people;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.IdentityRows;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Standings;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WayProof;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.passkeys.FactorProof;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Changes of people and programs: whether they may sign in, which roles they have, and ending all
 * their sign-ins. A change takes effect on this node at once, on every other within {@link
 * dev.freehold.custody.CustodyLimits#STANDING_REREAD}. The caller has to check that the person who
 * asks for a change may do so. Safe for use by many threads.
 */
public final class IdentityChanges {

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;
  private final Standings standings;
  private final Map<WayKind, WayProof> proofs;

  /**
   * Works on identities in {@code database}, which also holds the ledger's tables.
   *
   * @param others what proves ways in of kinds that other modules have
   */
  public IdentityChanges(
      Database database,
      Ledger ledger,
      Clock clock,
      Standings standings,
      Collection<WayProof> others) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    this.standings = standings;
    this.proofs =
        Stream.of(List.of(DirectoryProof.values()), List.of(FactorProof.values()), others)
            .<WayProof>flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableMap(WayProof::kind, Function.identity()));
  }

  /**
   * Enables or disables an identity. A disabled one has no way in: its password, secrets, access
   * keys and tokens are refused. Its sign-ins and app passwords are over, also once it is enabled
   * again.
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
   * @param check whether the identity, as it is before, may be given them
   * @param actor who does it, for the ledger
   * @return the identity as it is now
   * @throws CustodyException {@code IDENTITY_NOT_FOUND}, also for a part of the service
   */
  public Identity setRoles(
      UUID tenantId, UUID objectId, Set<Role> roles, Consumer<Identity> check, String actor) {
    return change(
        tenantId,
        objectId,
        identity -> {
          check.accept(identity);
          return identity.withRoles(roles);
        },
        (tx, changed) ->
            record(
                tx,
                changed,
                "IdentityRolesChange",
                Map.of("roles", new TreeSet<>(roles).toString()),
                actor));
  }

  /**
   * Ends all sign-ins of an identity: no token that it has now is taken any more, no refresh token
   * and no app password. Its password, secrets and access keys stay good.
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

  /**
   * The ways in of somebody, the newest first, among them the newest of those that are over;
   * without rows that are refused.
   */
  public List<WayIn> waysIn(UUID tenantId, UUID objectId) {
    return database.read(tx -> WaysIn.list(tx, tenantId, objectId));
  }

  /**
   * One way in that has not ended.
   *
   * @throws CustodyException {@code WAY_IN_NOT_FOUND}
   */
  public WayIn requireWayIn(UUID tenantId, UUID objectId, UUID wayId) {
    return database.read(tx -> requireWayIn(tx, tenantId, objectId, wayId));
  }

  private WayIn requireWayIn(Handle tx, UUID tenantId, UUID objectId, UUID wayId) {
    return WaysIn.find(tx, tenantId, objectId, wayId, clock.instant())
        .orElseThrow(
            () ->
                new CustodyException(
                    CustodyError.WAY_IN_NOT_FOUND,
                    "there is no such way in, or it has ended; list those that there are"));
  }

  /**
   * Ends one way in: what proves it is deleted. If tokens are got by it, all that its owner has now
   * are taken no more; clients whose own way is good get the next one by that.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code WAY_IN_NOT_FOUND}
   */
  public void endWayIn(UUID tenantId, UUID objectId, UUID wayId, String actor) {
    end(tenantId, objectId, wayId, actor, (_, _) -> {});
  }

  /**
   * Ends one of the owner's own, as {@link #endWayIn}.
   *
   * @throws CustodyException {@code WAY_IN_NOT_FOUND}, {@code LAST_PASSKEY}
   */
  public void endOwnWayIn(Caller owner, UUID wayId) {
    end(
        owner.tenantId(),
        owner.objectId(),
        wayId,
        owner.objectId().toString(),
        (tx, way) -> proofs.get(way.kind()).requireSpare(tx, way));
  }

  private void end(
      UUID tenantId, UUID objectId, UUID wayId, String actor, BiConsumer<Handle, WayIn> check) {
    standings.change(
        () ->
            database.write(
                tx -> {
                  IdentityRows.lock(tx, tenantId, objectId);
                  WayIn way = requireWayIn(tx, tenantId, objectId, wayId);
                  check.accept(tx, way);
                  Identity owner = require(tx, tenantId, objectId);
                  if (way.kind().givesTokens()) {
                    UserRows.lock(tx, objectId);
                    IdentityRows.update(tx, owner.signOut());
                  }
                  proofs.get(way.kind()).forget(tx, way);
                  WaysIn.end(tx, wayId, WayEnd.ENDED, clock.instant());
                  Map<String, String> details =
                      Map.of("way", wayId.toString(), "kind", way.kind().word());
                  record(tx, owner, "WayInEnd", details, actor);
                  return wayId;
                }));
  }

  private static Identity require(Handle tx, UUID tenantId, UUID objectId) {
    return IdentityRows.byObjectId(tx, tenantId, objectId)
        .map(IdentityRows.Row::identity)
        .filter(
            identity ->
                switch (identity.kind()) {
                  case USER, APPLICATION -> true;
                  case WORKLOAD, GROUP -> false;
                })
        .orElseThrow(IdentityChanges::notFound);
  }

  /** What follows from a change, in its transaction. */
  private interface Consequence {
    void of(Handle tx, Identity changed);
  }

  private Identity change(
      UUID tenantId, UUID objectId, UnaryOperator<Identity> change, Consequence consequence) {
    SqlWork<Identity> work =
        tx -> {
          IdentityRows.lock(tx, tenantId, objectId);
          Identity before = require(tx, tenantId, objectId);
          Identity after = change.apply(before);
          if (!after.equals(before)) {
            IdentityRows.update(tx, after);
            consequence.of(tx, after);
          }
          return after;
        };
    return standings.change(() -> database.write(work));
  }

  private void endSignIns(Handle tx, UUID objectId) {
    UserRows.lock(tx, objectId);
    OpenSignIns.endEverywhere(tx, objectId, clock.instant());
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
