package dev.freehold.server.features.directory;

import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.server.http.Exchange;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.UUID;

/** The applications of the caller's tenant, and the keys that sign everyone's tokens. */
final class ApplicationsApi {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Applications applications;
  private final TokenIssuer issuer;

  ApplicationsApi(Applications applications, TokenIssuer issuer) {
    this.applications = applications;
    this.issuer = issuer;
  }

  /** {@code POST /api/v1/applications}. */
  void create(Exchange exchange) throws IOException {
    Applications.Wanted wanted = exchange.json(Applications.Wanted.class);
    exchange.reply(201, applications.create(exchange.caller(), wanted));
  }

  /** {@code GET /api/v1/applications?after=OBJECT_ID}. */
  void list(Exchange exchange) throws IOException {
    exchange.reply(200, applications.list(exchange.caller(), after(exchange)));
  }

  /** {@code GET /api/v1/applications/{application}}. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, applications.get(exchange.caller(), exchange.pathId("application")));
  }

  /**
   * {@code POST /api/v1/applications/{application}/secret}: a new secret, shown this once. The old
   * one is dead at once, or after {@code overlapSeconds}.
   */
  void rotate(Exchange exchange) throws IOException {
    UUID clientId = exchange.pathId("application");
    Applications.Rotation wanted = exchange.json(Applications.Rotation.class);
    exchange.reply(201, applications.rotate(exchange.caller(), clientId, wanted));
  }

  /** {@code DELETE /api/v1/applications/{application}}. */
  void delete(Exchange exchange) {
    applications.delete(exchange.caller(), exchange.pathId("application"));
    exchange.reply(204);
  }

  /** {@code POST /api/v1/signing-keys}: a new key signs tokens from now on. */
  void rotateSigningKey(Exchange exchange) throws IOException {
    exchange.reply(
        201, new SigningKey(issuer.rotateSigningKey(exchange.caller().objectId().toString())));
  }

  private static UUID after(Exchange exchange) {
    try {
      return exchange.query("after").map(UUID::fromString).orElse(BEFORE_ALL);
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.badRequest("after is an object id");
    }
  }

  record SigningKey(String keyId) {}
}
