package dev.freehold.server.features.migration;

import dev.freehold.mail.migration.MigrationEndpoints;
import dev.freehold.mail.migration.NewEndpoint;
import dev.freehold.mail.migration.imap.ConnectionSecurity;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** IMAP servers that the caller's tenant brings mail from. */
final class MigrationEndpointsApi {

  private static final int IMAP_PORT = 143;
  private static final int IMAPS_PORT = 993;

  private final MigrationEndpoints endpoints;

  MigrationEndpointsApi(MigrationEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** {@code POST /api/v1/migration-endpoints}; without a port it is the usual one. */
  void create(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    MigrationEndpoint made =
        endpoints.create(exchange.caller().tenantId(), wanted.endpoint(), exchange.actor());
    exchange.reply(201, View.of(made));
  }

  /** {@code GET /api/v1/migration-endpoints}. */
  void list(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        new Page(endpoints.list(exchange.caller().tenantId()).stream().map(View::of).toList()));
  }

  /** {@code GET /api/v1/migration-endpoints/{endpoint}}, by name or id. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(
        200, View.of(endpoints.require(exchange.caller().tenantId(), exchange.path("endpoint"))));
  }

  /** {@code DELETE /api/v1/migration-endpoints/{endpoint}}, of which no batch is left. */
  void delete(Exchange exchange) {
    endpoints.delete(exchange.caller().tenantId(), exchange.path("endpoint"), exchange.actor());
    exchange.reply(204);
  }

  record Wanted(
      @Required String name,
      @Required String remoteServer,
      Integer port,
      String security,
      String authentication,
      Integer maxConcurrentMigrations,
      Boolean acceptUntrustedCertificates,
      Boolean skipVerification) {

    NewEndpoint endpoint() {
      if (authentication != null && !authentication.equalsIgnoreCase("basic")) {
        throw ProblemException.badRequest("authentication must be basic; nothing else is known");
      }
      ConnectionSecurity how = security == null ? ConnectionSecurity.SSL : security(security);
      int usualPort = how == ConnectionSecurity.SSL ? IMAPS_PORT : IMAP_PORT;
      return new NewEndpoint(
          name,
          remoteServer,
          port == null ? usualPort : port,
          how,
          acceptUntrustedCertificates != null && acceptUntrustedCertificates,
          maxConcurrentMigrations == null
              ? MigrationLimits.MAX_CONCURRENT
              : maxConcurrentMigrations,
          skipVerification != null && skipVerification);
    }

    private static ConnectionSecurity security(String word) {
      return Wire.constant(ConnectionSecurity.class, word)
          .orElseThrow(
              () ->
                  ProblemException.badRequest(
                      "security must be one of " + Wire.words(ConnectionSecurity.class)));
    }
  }

  record View(
      UUID id,
      String name,
      String type,
      String remoteServer,
      int port,
      String security,
      String authentication,
      int maxConcurrentMigrations,
      boolean acceptUntrustedCertificates,
      String createdAt) {
    static View of(MigrationEndpoint endpoint) {
      return new View(
          endpoint.id(),
          endpoint.name(),
          "imap",
          endpoint.server(),
          endpoint.port(),
          Wire.word(endpoint.security()),
          "basic",
          endpoint.maxConcurrent(),
          endpoint.acceptUntrusted(),
          endpoint.createdAt().toString());
    }
  }

  record Page(List<View> migrationEndpoints) {}
}
