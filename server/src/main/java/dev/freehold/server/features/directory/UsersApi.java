package dev.freehold.server.features.directory;

import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import java.io.IOException;

/** The people of the caller's tenant. */
final class UsersApi {

  private final People people;

  UsersApi(People people) {
    this.people = people;
  }

  /**
   * {@code POST /api/v1/users}: a person. A password that the server makes up is in the answer,
   * this once.
   */
  void create(Exchange exchange) throws IOException {
    People.Wanted wanted = exchange.json(People.Wanted.class);
    exchange.reply(201, people.create(exchange.caller(), wanted));
  }

  /** {@code GET /api/v1/users?after=NAME_OR_OBJECT_ID&max=}. */
  void list(Exchange exchange) throws IOException {
    int max = (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    exchange.reply(200, people.list(exchange.caller(), exchange.query("after").orElse(""), max));
  }

  /** {@code GET /api/v1/users/{user}}, by object id or user principal name. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, people.get(exchange.caller(), exchange.path("user")));
  }

  /** {@code DELETE /api/v1/users/{user}}. */
  void delete(Exchange exchange) {
    people.delete(exchange.caller(), exchange.path("user"));
    exchange.reply(204);
  }

  /**
   * {@code PUT /api/v1/users/{user}/password}: another password; one that the server makes up is in
   * the answer, this once.
   */
  void resetPassword(Exchange exchange) throws IOException {
    People.Reset wanted = exchange.json(People.Reset.class);
    exchange.reply(200, people.resetPassword(exchange.caller(), exchange.path("user"), wanted));
  }

  /** {@code PUT /api/v1/me/password}: the caller's own. */
  void changeOwnPassword(Exchange exchange) throws IOException {
    People.Change wanted = exchange.json(People.Change.class);
    people.changePassword(exchange.caller(), wanted, exchange.remoteAddress());
    exchange.reply(204);
  }

  /**
   * {@code POST /api/v1/password} with {@code {"userPrincipalName", "currentPassword",
   * "newPassword"}}: of anyone who knows the present one, such as a first one that gives no token.
   */
  void replacePassword(Exchange exchange) throws IOException {
    people.replacePassword(exchange.json(People.Replacement.class), exchange.remoteAddress());
    exchange.reply(204);
  }
}
