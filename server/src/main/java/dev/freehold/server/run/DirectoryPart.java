package dev.freehold.server.run;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.IssuerName;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.TokenIssuer;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.ledger.Ledger;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** Who there is, and who says so. */
record DirectoryPart(Tenants tenants, Identities identities, TokenIssuer issuer) {

  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

  static DirectoryPart open(Stores stores, ServiceMasterKey master, URI authority, Clock clock) {
    Ledger ledger = new Ledger(stores.database(), clock);
    Identities identities =
        new Identities(stores.database(), ledger, stores.crypto().random(), clock);
    return new DirectoryPart(
        new Tenants(stores.database(), ledger, clock),
        identities,
        TokenIssuer.open(
            stores.database(),
            identities,
            master,
            new IssuerName(authority),
            clock,
            TOKEN_LIFETIME));
  }
}
