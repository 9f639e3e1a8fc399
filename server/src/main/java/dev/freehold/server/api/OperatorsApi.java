package dev.freehold.server.api;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.directory.Applications;
import dev.freehold.server.http.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The operators themselves: what needs two of them needs a second one. */
final class OperatorsApi {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Identities identities;
  private final Applications applications;

  OperatorsApi(Identities identities) {
    this.identities = identities;
    this.applications = new Applications(identities);
  }

  /**
   * {@code POST /api/v1/operator/operators} with {@code {"displayName"}}; the secret comes once.
   */
  void create(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    exchange.reply(
        201,
        Applications.Secret.of(
            identities.createApplication(
                exchange.caller().tenantId(),
                wanted.displayName(),
                Set.of(Role.OPERATOR),
                TenantsApi.actor(exchange))));
  }

  /** {@code GET /api/v1/operator/operators}: at most a thousand. */
  void list(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        new Page(
            identities.applications(exchange.caller().tenantId(), BEFORE_ALL).stream()
                .filter(identity -> identity.roles().contains(Role.OPERATOR))
                .map(View::of)
                .toList()));
  }

  /** {@code DELETE /api/v1/operator/operators/{application}}; none deletes itself. */
  void delete(Exchange exchange) {
    applications.delete(exchange.caller(), exchange.pathId("application"));
    exchange.reply(204);
  }

  record Wanted(String displayName) {
    Wanted {
      Required.member("displayName", displayName);
    }
  }

  private record View(UUID clientId, UUID objectId, String displayName, String createdAt) {
    static View of(Identity identity) {
      return new View(
          identity.appId(),
          identity.objectId(),
          identity.displayName(),
          identity.createdAt().toString());
    }
  }

  private record Page(List<View> operators) {}
}
