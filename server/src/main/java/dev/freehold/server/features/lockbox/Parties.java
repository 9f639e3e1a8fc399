package dev.freehold.server.features.lockbox;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.lockbox.Party;
import dev.freehold.server.http.Exchange;
import dev.freehold.web.http.ProblemException;

/** Who takes a step of an access request. */
final class Parties {

  private final Identities identities;

  Parties(Identities identities) {
    this.identities = identities;
  }

  /** The caller with its present name; one that is gone is nobody. */
  Party of(Exchange exchange) {
    Caller caller = exchange.caller();
    Identity identity =
        identities
            .find(caller.tenantId(), caller.objectId())
            .orElseThrow(ProblemException::unauthenticated);
    return new Party(
        caller.objectId().toString(), identity.displayName(), exchange.remoteAddress());
  }
}
