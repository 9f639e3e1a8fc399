package dev.freehold.server.features.pendingacts;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.pending.ActKind;
import dev.freehold.custody.pending.PendingAct;
import dev.freehold.custody.pending.PendingActs;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.audit.ActorNames;
import dev.freehold.server.http.Reply;
import dev.freehold.server.records.Erasures;
import dev.freehold.server.records.LedgerRoles;
import dev.freehold.web.http.ProblemException;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where pending acts are asked for, agreed to, stopped and carried out, whichever listener took the
 * request. Thread-safe.
 */
final class ActDesk {

  /** Who asks for acts, and carries them out. */
  static final Set<Role> REQUESTERS = LedgerRoles.ERASERS;

  /** Who agrees to acts, and stops them. */
  static final Set<Role> OTHERS =
      Set.of(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN, Role.VAULT_ADMIN, Role.APPROVER);

  /** Who sees them. */
  static final Set<Role> CONCERNED =
      Set.of(
          Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN, Role.VAULT_ADMIN, Role.APPROVER, Role.AUDITOR);

  private static final Logger LOG = LoggerFactory.getLogger(ActDesk.class);
  private static final Set<Role> ADMINISTRATORS = Set.of(Role.GLOBAL_ADMIN);

  private final PendingActs acts;
  private final Optional<KeyHolderActs> holders;
  private final Erasures erasures;
  private final ActorDirectory actors;
  private final Clock clock;

  /**
   * @param holders absent where there is one vault, and with it one person for its keys
   * @param actors what people are called
   */
  ActDesk(
      PendingActs acts,
      Optional<KeyHolderActs> holders,
      Erasures erasures,
      ActorDirectory actors,
      Clock clock) {
    this.acts = acts;
    this.holders = holders;
    this.erasures = erasures;
    this.actors = actors;
    this.clock = clock;
  }

  /** Asks for an act. */
  ActViews.View request(Caller caller, ActViews.Wanted wanted) {
    ActKind kind = wanted.read();
    requireRole(caller, kind);
    if (kind.concernsKeys()) {
      if (wanted.objectId().equals(caller.objectId())) {
        throw ProblemException.badRequest(
            "this is for others; change your own credential yourself");
      }
      holders().require(caller.tenantId(), wanted.objectId());
    } else {
      erasures.requireReady(caller.tenantId(), wanted.objectId());
    }
    PendingAct act = acts.request(caller, kind, wanted.objectId());
    if (kind.concernsKeys()) {
      LOG.atWarn()
          .addKeyValue("tenant", act.tenantId())
          .addKeyValue("pendingAct", act.id())
          .addKeyValue("kind", kind)
          .log(
              "somebody has requested an act about a key holder; the tenant's administrators can"
                  + " stop it");
    }
    return view(act);
  }

  private KeyHolderActs holders() {
    return holders.orElseThrow(ProblemException::notFound);
  }

  private static void requireRole(Caller caller, ActKind kind) {
    Set<Role> roles = kind.concernsKeys() ? ADMINISTRATORS : REQUESTERS;
    if (Collections.disjoint(caller.roles(), roles)) {
      throw ProblemException.forbidden();
    }
  }

  /** The tenant's acts. */
  ActViews.Page list(Caller caller) {
    ActorNames names = actors.of(caller.tenantId());
    return new ActViews.Page(
        acts.list(caller.tenantId()).stream().map(act -> view(act, names)).toList());
  }

  /** One of them. */
  ActViews.View get(Caller caller, UUID id) {
    return view(acts.get(caller.tenantId(), id));
  }

  /** Agrees to an act. */
  ActViews.View agree(Caller caller, UUID id) {
    return view(acts.agree(caller, id));
  }

  /** Stops an act. */
  ActViews.View cancel(Caller caller, UUID id) {
    return view(acts.cancel(caller, id));
  }

  /** Does what was asked for; a failure leaves it to be done again. */
  Reply carryOut(Caller caller, UUID id) {
    requireRole(caller, acts.get(caller.tenantId(), id).kind());
    PendingAct act = acts.begin(caller, id);
    Reply reply = done(caller, act);
    acts.end(caller, id);
    return reply;
  }

  private Reply done(Caller caller, PendingAct act) {
    UUID tenantId = act.tenantId();
    UUID subject = act.subjectId();
    String actor = caller.objectId().toString();
    return switch (act.kind()) {
      case RESET_CREDENTIAL -> holders().reset(tenantId, subject, actor);
      case GRANT_VAULT_ADMIN -> holders().grant(tenantId, subject, actor);
      case DELETE_VAULT_ADMIN -> holders().delete(tenantId, subject, actor);
      case ERASE_NAMES -> erasures.erase(caller, subject);
    };
  }

  private ActViews.View view(PendingAct act) {
    return view(act, actors.of(act.tenantId()));
  }

  private ActViews.View view(PendingAct act, ActorNames names) {
    return ActViews.View.of(act, names, clock.instant());
  }
}
