package dev.freehold.server.features.directory;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.people.IdentityChanges;
import dev.freehold.custody.people.Users;
import dev.freehold.web.http.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What people and programs see and end of their own ways in, and administrators of others' in their
 * tenant. One administrator may end any of them, as disabling is the brake of one: anyone who has a
 * say about vaults gets another credential by two people only. The service and a vault that runs
 * alone offer the same. Thread-safe.
 */
final class WayDesk {

  private final Users users;
  private final Identities identities;
  private final IdentityChanges changes;
  private final Clock clock;

  /** Works on the ways of {@code users} and {@code identities} by {@code changes}. */
  WayDesk(Users users, Identities identities, IdentityChanges changes, Clock clock) {
    this.users = users;
    this.identities = identities;
    this.changes = changes;
    this.clock = clock;
  }

  /** The caller's own. */
  Page listOwn(Caller caller) {
    return list(caller, caller.objectId());
  }

  /** A person's, by name or object id. */
  Page listOfUser(Caller caller, String user) {
    return list(caller, user(caller, user));
  }

  /** An application's, by client or object id. */
  Page listOfApplication(Caller caller, UUID id) {
    return list(caller, application(caller, id));
  }

  /** Ends one of the caller's own. */
  void endOwn(Caller caller, UUID wayId) {
    end(caller, caller.objectId(), wayId);
  }

  /** Ends one of a person, by name or object id. */
  void endOfUser(Caller caller, String user, UUID wayId) {
    end(caller, user(caller, user), wayId);
  }

  /** Ends one of an application, by client or object id. */
  void endOfApplication(Caller caller, UUID id, UUID wayId) {
    end(caller, application(caller, id), wayId);
  }

  private Page list(Caller caller, UUID objectId) {
    Instant now = clock.instant();
    return new Page(
        changes.waysIn(caller.tenantId(), objectId).stream()
            .map(way -> View.of(way, now))
            .toList());
  }

  private void end(Caller caller, UUID objectId, UUID wayId) {
    if (objectId.equals(caller.objectId())) {
      requireNotOnlyProof(changes.requireWayIn(caller.tenantId(), objectId, wayId));
      changes.endOwnWayIn(caller, wayId);
    } else {
      changes.endWayIn(caller.tenantId(), objectId, wayId, caller.objectId().toString());
    }
  }

  /** Nobody locks themselves out, so a tenant keeps an administrator. */
  private static void requireNotOnlyProof(WayIn way) {
    switch (way.kind()) {
      case PASSWORD ->
          throw ProblemException.badRequest(
              "you cannot end your own password; replace it with PUT /api/v1/me/password");
      case SECRET ->
          throw ProblemException.badRequest(
              "a program cannot end its own secret; replace it with POST"
                  + " /api/v1/applications/ID/secret");
      case PASSKEY,
          REFRESH_TOKEN,
          DEVICE,
          ACCESS_KEY,
          APP_PASSWORD,
          BROWSER_SESSION,
          RECOVERY_CODES -> {}
    }
  }

  private UUID user(Caller caller, String user) {
    return users.require(caller.tenantId(), user).identity().objectId();
  }

  private UUID application(Caller caller, UUID id) {
    return identities.requireApplication(caller.tenantId(), id).objectId();
  }

  /**
   * A way in, without what proves it.
   *
   * @param label the id of an access key, what a client calls itself, the name of an app password
   *     or passkey; null if there is none
   * @param lastUsedAt to a minute, or to an hour of an app password; null if it was not used
   * @param goodUntil when it ends by itself; null if it does not
   * @param endedAt null if it has not ended
   * @param endedWhy null if it has not ended
   */
  record View(
      UUID id,
      String kind,
      String scope,
      String label,
      String madeAt,
      String lastUsedAt,
      String goodUntil,
      String endedAt,
      String endedWhy) {

    private static View of(WayIn way, Instant now) {
      boolean isOver = !way.isOpen(now);
      return new View(
          way.id(),
          way.kind().word(),
          way.scope().word(),
          way.label().isEmpty() ? null : way.label(),
          way.madeAt().toString(),
          text(way.lastUsedAt()),
          text(way.goodUntil()),
          isOver ? text(way.endedAt().or(way::goodUntil)) : null,
          isOver ? way.why().orElse(WayEnd.EXPIRED).word() : null);
    }

    private static String text(Optional<Instant> time) {
      return time.map(Instant::toString).orElse(null);
    }
  }

  /** Ways in, the newest first. */
  record Page(List<View> waysIn) {}
}
