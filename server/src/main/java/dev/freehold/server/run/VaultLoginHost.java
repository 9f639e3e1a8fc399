package dev.freehold.server.run;

import dev.freehold.crypto.Aead;
import dev.freehold.custody.approvers.Approvers;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.audit.AuditFeature;
import dev.freehold.server.features.directory.DirectoryFeature;
import dev.freehold.server.features.factors.FactorsFeature;
import dev.freehold.server.features.ledger.LedgerFeature;
import dev.freehold.server.features.pendingacts.PendingActsFeature;
import dev.freehold.server.features.tokens.LoginHost;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the login host of vaults that run alone answers: the features of a service that vaults have
 * too, for the people and programs of their one tenant, with the paths of the REST API.
 */
final class VaultLoginHost {

  private VaultLoginHost() {}

  /**
   * Its routes.
   *
   * @param own the address of the host
   */
  static List<Route<Admission, Handler>> routes(
      Basics basics, DirectoryPart directory, VaultRecords records, URI own) {
    Approvers approvers =
        new Approvers(
            basics.database(),
            basics.ledger(),
            directory.users(),
            new Aead(basics.crypto()),
            basics.clock());
    return Stream.of(
            DirectoryFeature.ofVaults(
                directory.identities(),
                directory.users(),
                directory.changes(),
                directory.issuer(),
                basics.clock()),
            new FactorsFeature(directory.factors(), directory.users(), directory.changes(), own)
                .routes(),
            PendingActsFeature.ofVaults(basics, approvers, directory.actors(), records.erasures())
                .routes(),
            LedgerFeature.ofVaults(records.logs()),
            AuditFeature.ofVaults(records.logs(), records.names()),
            LoginHost.ofVaults(directory.tokens(), own))
        .flatMap(List::stream)
        .toList();
  }
}
