package dev.freehold.server.run;

import static dev.freehold.server.api.Routes.ADMIN;
import static dev.freehold.server.api.Routes.ANYONE;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.api.Routes;
import dev.freehold.server.features.audit.AuditApi;
import dev.freehold.server.features.directory.ApplicationsApi;
import dev.freehold.server.features.directory.DirectoryRoutes;
import dev.freehold.server.features.directory.IdentitiesApi;
import dev.freehold.server.features.directory.UsersApi;
import dev.freehold.server.features.directory.WaysInApi;
import dev.freehold.server.features.ledger.LedgerApi;
import dev.freehold.server.features.ledger.LedgerRoutes;
import dev.freehold.server.features.pendingacts.PendingActRoutes;
import dev.freehold.server.features.pendingacts.PendingActsApi;
import dev.freehold.server.features.tokens.LoginHost;
import dev.freehold.server.http.Queries;
import dev.freehold.server.features.directory.Applications;
import dev.freehold.server.features.directory.People;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.records.AuditSearch;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the login host of vaults that run alone answers beside tokens: the applications and people
 * of their one tenant, and its ledger, with the routes of the service's REST API.
 */
final class VaultLoginHost {

  private VaultLoginHost() {}

  static List<Route<Admission, Handler>> table(LoginHost.Directory directory) {
    ApplicationsApi applications =
        new ApplicationsApi(directory.applications(), directory.issuer());
    IdentitiesApi identities = new IdentitiesApi(directory.edits());
    UsersApi users = new UsersApi(directory.people());
    AuditApi audit = new AuditApi(directory.logs(), directory.names());
    return Stream.of(
            DirectoryRoutes.applications(applications, identities),
            DirectoryRoutes.people(users, identities),
            DirectoryRoutes.waysIn(new WaysInApi(directory.ways())),
            PendingActRoutes.table(new PendingActsApi(directory.desk())),
            LedgerRoutes.table(new LedgerApi(directory.logs()), LedgerRoutes.READERS),
            List.of(
                post(
                    "Rotate the secret of an application",
                    DirectoryRoutes.SECRET,
                    ADMIN,
                    applications::rotate,
                    takes(Applications.Rotation.class),
                    gives(201, Applications.Secret.class)),
                post(
                    "Replace a password that has to be changed",
                    "/api/v1/password",
                    ANYONE,
                    users::replacePassword,
                    takes(People.Replacement.class),
                    gives(204)),
                post(
                    "Rotate the key that signs tokens",
                    "/api/v1/signing-keys",
                    ADMIN,
                    applications::rotateSigningKey,
                    gives(201, ApplicationsApi.SigningKey.class)),
                get(
                    "Search the audit records",
                    "/api/v1/audit-records",
                    LedgerRoutes.READERS,
                    audit::list,
                    Queries.records(Queries.MAX, gives(AuditSearch.Page.class))),
                get(
                    "Export the audit records",
                    "/api/v1/audit-records/export",
                    LedgerRoutes.READERS,
                    audit::export,
                    Queries.records(Queries.FORMAT, gives(200, "application/x-ndjson")))))
        .flatMap(List::stream)
        .toList();
  }
}
