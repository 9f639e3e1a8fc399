package dev.freehold.server.features.directory;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.people.Users;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Wire;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who the caller is. */
final class MeApi {

  private final Tenants tenants;
  private final Identities identities;
  private final Users users;

  MeApi(Tenants tenants, Identities identities, Users users) {
    this.tenants = tenants;
    this.identities = identities;
    this.users = users;
  }

  /** {@code GET /api/v1/me}. The roles are the token's, which may be older than a change. */
  void get(Exchange exchange) throws IOException {
    Caller caller = exchange.caller();
    Identity identity =
        identities
            .find(caller.tenantId(), caller.objectId())
            .orElseThrow(ProblemException::unauthenticated);
    Optional<User> user = users.find(caller.tenantId(), caller.objectId().toString());
    exchange.reply(
        200,
        new Me(
            caller.tenantId(),
            tenants.find(caller.tenantId()).map(Tenant::name).orElse(null),
            caller.objectId(),
            caller.appId(),
            Wire.word(identity.kind()),
            identity.displayName(),
            user.map(User::userPrincipalName).orElse(null),
            caller.roles().stream().sorted().map(Role::name).toList()));
  }

  /** What is null is left out. */
  record Me(
      UUID tenantId,
      String tenantName,
      UUID objectId,
      UUID appId,
      String kind,
      String displayName,
      String userPrincipalName,
      List<String> roles) {}
}
