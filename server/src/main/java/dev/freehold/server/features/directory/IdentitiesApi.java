package dev.freehold.server.features.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.server.http.Exchange;
import java.io.IOException;

/** How people and programs are disabled, demoted and signed out. */
final class IdentitiesApi {

  private final IdentityEdits edits;

  IdentitiesApi(IdentityEdits edits) {
    this.edits = edits;
  }

  /** {@code PATCH /api/v1/users/{user}} with {@code {"enabled", "roles"}}, each optional. */
  void editUser(Exchange exchange) throws IOException {
    IdentityEdits.Wanted wanted = exchange.json(IdentityEdits.Wanted.class);
    exchange.reply(200, edits.editUser(exchange.caller(), exchange.path("user"), wanted));
  }

  /** {@code PATCH /api/v1/applications/{application}} with the same. */
  void editApplication(Exchange exchange) throws IOException {
    IdentityEdits.Wanted wanted = exchange.json(IdentityEdits.Wanted.class);
    exchange.reply(
        200, edits.editApplication(exchange.caller(), exchange.pathId("application"), wanted));
  }

  /** {@code POST /api/v1/users/{user}/sign-out}: everywhere. */
  void signOutUser(Exchange exchange) {
    edits.signOutUser(exchange.caller(), exchange.path("user"));
    exchange.reply(204);
  }

  /** {@code POST /api/v1/applications/{application}/sign-out}: everywhere. */
  void signOutApplication(Exchange exchange) {
    edits.signOutApplication(exchange.caller(), exchange.pathId("application"));
    exchange.reply(204);
  }

  /** {@code POST /api/v1/me/sign-out}: the caller, everywhere. */
  void signOutSelf(Exchange exchange) {
    edits.signOutSelf(exchange.caller());
    exchange.reply(204);
  }

  /**
   * {@code PATCH /graph/v1.0/users/{user}} with {@code {"accountEnabled"}}, as {@code
   * Update-AzADUser} sends it.
   */
  void editAsGraph(Exchange exchange) throws IOException {
    Account wanted = exchange.json(Account.class);
    edits.editUser(
        exchange.caller(), exchange.path("user"), new IdentityEdits.Wanted(wanted.enabled(), null));
    exchange.reply(204);
  }

  /** {@code POST /graph/v1.0/users/{user}/revokeSignInSessions}. */
  void signOutAsGraph(Exchange exchange) throws IOException {
    edits.signOutUser(exchange.caller(), exchange.path("user"));
    exchange.reply(200, new Done(true));
  }

  record Account(@JsonProperty("accountEnabled") Boolean enabled) {}

  record Done(boolean value) {}
}
