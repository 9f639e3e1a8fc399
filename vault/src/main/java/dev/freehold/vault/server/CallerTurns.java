package dev.freehold.vault.server;

import dev.freehold.crypto.work.FairGate;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Authentication;
import dev.freehold.web.WebLimits;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.net.PeerNetworks;
import java.util.function.Supplier;

/**
 * Lets callers take turns: however many requests one sends, others' are worked on in between. A
 * caller is who brings a token that was good before; all others from one address are one. So a
 * service is answered in time by a vault that somebody floods, also that it may do nothing there
 * any more. Thread-safe.
 */
final class CallerTurns {

  private final Authentication authentication;
  private final FairGate gate =
      new FairGate(
          "the vaults",
          new FairGate.Bounds(
              WebLimits.MAX_REQUESTS_AT_WORK,
              WebLimits.MAX_REQUESTS_AT_WORK / WebLimits.REQUEST_PARTS_OF_SHARE,
              WebLimits.MAX_WAITING_REQUESTS_OF_SHARE,
              WebLimits.MAX_WAITING_REQUESTS,
              WebLimits.MAX_SHORT_REQUEST_WAIT));

  CallerTurns(Authentication authentication) {
    this.authentication = authentication;
  }

  /**
   * Does {@code work} for a request when it is its caller's turn.
   *
   * @throws dev.freehold.crypto.work.BusyException if too many wait
   */
  Answer take(WebRequest request, Supplier<Answer> work) {
    Object caller =
        authentication
            .seen(request)
            .<Object>map(objectId -> objectId)
            .orElseGet(() -> PeerNetworks.of(request.remoteAddress()));
    request.isFrom(caller);
    return gate.pass(caller, work);
  }
}
