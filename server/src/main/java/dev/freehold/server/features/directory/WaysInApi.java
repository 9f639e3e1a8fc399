package dev.freehold.server.features.directory;

import dev.freehold.server.http.Exchange;
import java.io.IOException;

/** The ways in of people and programs: passwords, secrets, sign-ins and others. */
final class WaysInApi {

  private final WayDesk ways;

  WaysInApi(WayDesk ways) {
    this.ways = ways;
  }

  /** {@code GET /api/v1/me/ways-in}. */
  void listOwn(Exchange exchange) throws IOException {
    exchange.reply(200, ways.listOwn(exchange.caller()));
  }

  /** {@code DELETE /api/v1/me/ways-in/{way}}. */
  void endOwn(Exchange exchange) {
    ways.endOwn(exchange.caller(), exchange.pathId("way"));
    exchange.reply(204);
  }

  /** {@code GET /api/v1/users/{user}/ways-in}, by object id or user principal name. */
  void listOfUser(Exchange exchange) throws IOException {
    exchange.reply(200, ways.listOfUser(exchange.caller(), exchange.path("user")));
  }

  /** {@code DELETE /api/v1/users/{user}/ways-in/{way}}. */
  void endOfUser(Exchange exchange) {
    ways.endOfUser(exchange.caller(), exchange.path("user"), exchange.pathId("way"));
    exchange.reply(204);
  }

  /** {@code GET /api/v1/applications/{application}/ways-in}. */
  void listOfApplication(Exchange exchange) throws IOException {
    exchange.reply(200, ways.listOfApplication(exchange.caller(), exchange.pathId("application")));
  }

  /** {@code DELETE /api/v1/applications/{application}/ways-in/{way}}. */
  void endOfApplication(Exchange exchange) {
    ways.endOfApplication(
        exchange.caller(), exchange.pathId("application"), exchange.pathId("way"));
    exchange.reply(204);
  }
}
