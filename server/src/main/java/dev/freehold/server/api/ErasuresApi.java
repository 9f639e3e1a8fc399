package dev.freehold.server.api;

import dev.freehold.custody.lockbox.TenantDecisions;
import dev.freehold.ledger.Ledger;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.ProblemException;
import java.io.IOException;
import java.util.UUID;

/** Erasure of what the tenant's log says of a person, who need not be there any more. */
final class ErasuresApi {

  private final Ledger ledger;
  private final TenantDecisions decisions;

  ErasuresApi(Ledger ledger, TenantDecisions decisions) {
    this.ledger = ledger;
    this.decisions = decisions;
  }

  /**
   * {@code POST /api/v1/ledger/erasures} with {@code {"objectId"}}: erases what names or describes
   * the person in entries so far, and the person's comments on access requests. The entries stay,
   * and the log proves the same. Asking again erases what has come since.
   */
  void erase(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    UUID person = exchange.json(Wanted.class).person();
    // Recorded first; what follows is done again by asking again.
    long entries =
        ledger.erasePersonalData(tenantId, person.toString(), TenantsApi.actor(exchange));
    int comments = decisions.eraseComments(tenantId, person.toString());
    exchange.reply(200, new Erased(person, entries, comments));
  }

  record Wanted(String objectId) {
    Wanted {
      Required.member("objectId", objectId);
    }

    UUID person() {
      try {
        return UUID.fromString(objectId);
      } catch (IllegalArgumentException notAnId) {
        throw ProblemException.badRequest("objectId is the GUID by which the directory knows them");
      }
    }
  }

  private record Erased(UUID objectId, long entries, int comments) {}
}
