package dev.freehold.vault.server;

import dev.freehold.vault.registry.VaultDirectory;
import dev.freehold.vault.throttling.AddressThrottle;
import dev.freehold.vault.throttling.ThrottledException;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.AuditTrail;
import dev.freehold.vault.wire.Authentication;
import dev.freehold.vault.wire.RequestTally;
import dev.freehold.vault.wire.WireError;
import dev.freehold.web.http.RefusalLog;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.net.KnownNetworks;
import java.util.function.Supplier;

/**
 * How requests are treated before anybody knows whose they are: bounded by address, without work
 * for the database, and counted rather than recorded one by one. Thread-safe.
 *
 * @param throttle says when an address had enough
 * @param tally counts
 * @param directory knows the vaults
 * @param known from where those with good tokens come
 * @param turns lets requests in
 * @param log reports those that are refused
 */
record Strangers(
    AddressThrottle throttle,
    RequestTally tally,
    VaultDirectory directory,
    KnownNetworks known,
    CallerTurns turns,
    RefusalLog log) {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /**
   * Admits a request without a token.
   *
   * @throws ThrottledException if its address sent too many
   */
  void admit(WebRequest request) {
    if (!Authentication.hasToken(request)) {
      throttle.anonymous(request.remoteAddress());
    }
  }

  /**
   * Works on a request when it is its caller's turn.
   *
   * @throws dev.freehold.crypto.work.BusyException if too many wait
   */
  Answer inTurn(WebRequest request, Supplier<Answer> work) {
    return turns.take(request, work);
  }

  /** Tells operators of a token that was refused, and why. */
  void tellOfToken(WebRequest request, WireError refusal) {
    if (refusal.status() == UNAUTHORIZED && Authentication.hasToken(request)) {
      log.refused(request.remoteAddress(), UNAUTHORIZED, refusal.getMessage());
    }
  }

  /** Remembers from where a request with a good token came. */
  void welcome(AuditTrail trail, WebRequest request) {
    if (!trail.isAnonymous()) {
      known.remember(request.remoteAddress());
    }
  }

  /** The answer to a request, or that there were too many with a token that was refused. */
  Answer bounded(WebRequest request, AuditTrail trail, Answer answer) {
    boolean refused = answer.status() == UNAUTHORIZED || answer.status() == NOT_FOUND;
    if (refused && trail.isAnonymous() && Authentication.hasToken(request)) {
      try {
        throttle.refusedToken(request.remoteAddress());
      } catch (ThrottledException e) {
        WireError refusal = WireError.throttled(e);
        trail.isTurnedAway(refusal.code());
        log.refused(request.remoteAddress(), refusal.status(), refusal.code());
        return refusal.toAnswer();
      }
    }
    return answer;
  }

  /**
   * Whether a known caller was refused so often that this refusal is counted and not recorded by
   * itself. The caller still gets it: who is told to come again instead would take a permission
   * that was removed for a vault that is busy.
   */
  boolean isOneTooMany(AuditTrail trail, int status) {
    if (status != FORBIDDEN || trail.isAnonymous()) {
      return false;
    }
    try {
      throttle.refusedCaller(trail.actor());
      return false;
    } catch (ThrottledException tooMany) {
      return true;
    }
  }

  void count(AuditTrail trail, int status) {
    tally.count(trail, status);
  }

  /** A vault may have been changed. */
  void forgetVaults() {
    directory.forget();
  }
}
