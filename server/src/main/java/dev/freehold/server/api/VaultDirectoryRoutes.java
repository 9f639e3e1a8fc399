package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.ADMIN;
import static dev.freehold.server.api.Routes.ANYONE;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;

import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the login host of vaults that run alone answers beside tokens: health, the applications and
 * people of their one tenant, and its ledger, with the routes of the service's REST API.
 */
final class VaultDirectoryRoutes {

  private VaultDirectoryRoutes() {}

  static List<Route<Admission, Handler>> table(LoginHost.Directory directory) {
    ApplicationsApi applications =
        new ApplicationsApi(directory.applications(), directory.issuer());
    IdentitiesApi identities = new IdentitiesApi(directory.edits());
    UsersApi users = new UsersApi(directory.people());
    AuditApi audit = new AuditApi(directory.logs(), directory.names());
    return Stream.of(
            health(directory.probe()),
            DirectoryRoutes.applications(applications, identities),
            DirectoryRoutes.people(users, identities),
            DirectoryRoutes.waysIn(new WaysInApi(directory.ways())),
            PendingActRoutes.table(new PendingActsApi(directory.desk())),
            LedgerRoutes.table(new LedgerApi(directory.logs()), LedgerRoutes.READERS),
            List.of(
                post(DirectoryRoutes.SECRET, ADMIN, applications::rotate),
                post("/api/v1/password", ANYONE, users::replacePassword),
                post("/api/v1/signing-keys", ADMIN, applications::rotateSigningKey),
                get("/api/v1/audit-records", LedgerRoutes.READERS, audit::list),
                get("/api/v1/audit-records/export", LedgerRoutes.READERS, audit::export)))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route<Admission, Handler>> health(Supplier<String> probe) {
    return List.of(
        get("/livez", ANYONE, exchange -> exchange.reply(200, Map.of("status", "live"))),
        get("/readyz", ANYONE, exchange -> ready(exchange, probe)));
  }

  private static void ready(Exchange exchange, Supplier<String> probe) throws IOException {
    String status;
    try {
      status = probe.get();
    } catch (RuntimeException down) {
      exchange.reply(503, Map.of("status", "not ready"));
      return;
    }
    exchange.reply(200, Map.of("status", status));
  }
}
