package dev.freehold.custody.pending;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.pending.PendingAct.Step;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Acts that one person requests and carries out later, after another one has agreed or a time has
 * passed in which the tenant's administrators could see and stop them. Each step is in the tenant's
 * log. Another tenant's act is answered like one that does not exist. Safe for use by many threads
 * and nodes.
 */
public final class PendingActs {

  private final Database database;
  private final Ledger ledger;
  private final SecondPersonRule second;
  private final Clock clock;

  /** Keeps acts in {@code database}, which also holds the ledger. */
  public PendingActs(Database database, Ledger ledger, Approvers approvers, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.second = new SecondPersonRule(approvers);
    this.clock = clock;
  }

  /**
   * Asks for an act.
   *
   * @throws CustodyException {@code PENDING_ACT_LIMIT_REACHED}
   */
  public PendingAct request(Caller caller, ActKind kind, UUID subjectId) {
    Instant now = now();
    PendingAct act =
        new PendingAct(
            UUID.randomUUID(),
            caller.tenantId(),
            kind,
            subjectId,
            ActState.WAITING,
            caller.objectId(),
            now,
            Optional.empty(),
            Optional.empty());
    return database.write(
        tx -> {
          Instant living = now.minus(CustodyLimits.PENDING_ACT_LIFETIME);
          if (ActRows.countWaiting(tx, act.tenantId(), living) >= CustodyLimits.MAX_PENDING_ACTS) {
            throw new CustodyException(
                CustodyError.PENDING_ACT_LIMIT_REACHED,
                "%d acts wait already; do or cancel some"
                    .formatted(CustodyLimits.MAX_PENDING_ACTS));
          }
          ActRows.insert(tx, act);
          record(tx, act, caller, "PendingActRequest");
          return act;
        });
  }

  /** A tenant's acts, the newest first, at most {@link CustodyLimits#MAX_PAGE_ROWS}. */
  public List<PendingAct> list(UUID tenantId) {
    return database.read(tx -> ActRows.list(tx, tenantId, CustodyLimits.MAX_PAGE_ROWS));
  }

  /**
   * One of them.
   *
   * @throws CustodyException {@code PENDING_ACT_NOT_FOUND}
   */
  public PendingAct get(UUID tenantId, UUID id) {
    return database.read(tx -> own(tx, tenantId, id));
  }

  /**
   * Agrees to an act, as the second person.
   *
   * @throws CustodyException {@code PENDING_ACT_NOT_FOUND}; {@code PENDING_ACT_STEP_REFUSED} past
   *     this step; {@code SECOND_PERSON_UNFIT}
   */
  public PendingAct agree(Caller caller, UUID id) {
    return database.write(
        tx -> {
          Instant now = now();
          PendingAct act = waiting(tx, caller.tenantId(), id, now);
          if (act.agreed().isPresent()) {
            throw refused("somebody has agreed to it already");
          }
          second.require(tx, act, caller, now);
          requireDone(ActRows.agree(tx, id, new Step(caller.objectId(), now)));
          return recorded(tx, act, caller, "PendingActAgree");
        });
  }

  /**
   * Stops an act before it is done. It is a brake, so it takes one person.
   *
   * @throws CustodyException as {@link #agree}
   */
  public PendingAct cancel(Caller caller, UUID id) {
    return database.write(
        tx -> {
          Instant now = now();
          PendingAct act = waiting(tx, caller.tenantId(), id, now);
          Step step = new Step(caller.objectId(), now);
          requireDone(ActRows.go(tx, id, ActState.WAITING, ActState.CANCELLED, step));
          return recorded(tx, act, caller, "PendingActCancel");
        });
  }

  /**
   * Lets the person who asked begin with an act whose time has come. Nobody stops it from now on.
   * What was begun and not {@link #end ended} is begun again, until it is void: the right to reset
   * somebody's credential does not stay with the person for ever.
   *
   * @throws CustodyException {@code PENDING_ACT_NOT_FOUND}; {@code PENDING_ACT_STEP_REFUSED} to
   *     others, before its time and after its end
   */
  public PendingAct begin(Caller caller, UUID id) {
    return database.write(
        tx -> {
          Instant now = now();
          PendingAct act = own(tx, caller.tenantId(), id);
          if (!act.requestedBy().equals(caller.objectId())) {
            throw refused("only the person who asked for it carries it out");
          }
          if (act.state() == ActState.BEGUN) {
            requireAlive(act, now);
            return act;
          }
          requireWaiting(act, now);
          if (act.dueAt().filter(due -> !due.isAfter(now)).isEmpty()) {
            throw refused(
                act.dueAt()
                    .map(due -> "it can be done from %s on".formatted(due))
                    .orElse("somebody else has to agree first"));
          }
          Step step = new Step(caller.objectId(), now);
          requireDone(ActRows.go(tx, id, ActState.WAITING, ActState.BEGUN, step));
          return recorded(tx, act, caller, "PendingActCarryOut");
        });
  }

  /** Says that an act that was begun is done. */
  public void end(Caller caller, UUID id) {
    Step step = new Step(caller.objectId(), now());
    database.write(tx -> ActRows.go(tx, id, ActState.BEGUN, ActState.DONE, step));
  }

  private static PendingAct waiting(Handle tx, UUID tenantId, UUID id, Instant now) {
    PendingAct act = own(tx, tenantId, id);
    requireWaiting(act, now);
    return act;
  }

  private static void requireWaiting(PendingAct act, Instant now) {
    if (act.state() != ActState.WAITING) {
      throw refused("it no longer waits; ask again if you still want it");
    }
    requireAlive(act, now);
  }

  private static void requireAlive(PendingAct act, Instant now) {
    if (!now.isBefore(act.expiresAt())) {
      throw refused("it expired at %s; ask again".formatted(act.expiresAt()));
    }
  }

  private static PendingAct own(Handle tx, UUID tenantId, UUID id) {
    return ActRows.find(tx, tenantId, id)
        .orElseThrow(
            () ->
                new CustodyException(
                    CustodyError.PENDING_ACT_NOT_FOUND, "no such pending act in this tenant"));
  }

  private PendingAct recorded(Handle tx, PendingAct before, Caller caller, String operation) {
    record(tx, before, caller, operation);
    return own(tx, before.tenantId(), before.id());
  }

  private void record(Handle tx, PendingAct act, Caller caller, String operation) {
    ledger.append(
        tx,
        new LedgerEntry(
            act.tenantId(),
            caller.objectId().toString(),
            operation,
            act.subjectId().toString(),
            Outcome.DONE,
            Map.of("kind", act.kind().name(), "pendingActId", act.id().toString())));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void requireDone(boolean done) {
    if (!done) {
      throw refused("it was changed just now; look at it again");
    }
  }

  private static CustodyException refused(String why) {
    return new CustodyException(CustodyError.PENDING_ACT_STEP_REFUSED, why);
  }
}
