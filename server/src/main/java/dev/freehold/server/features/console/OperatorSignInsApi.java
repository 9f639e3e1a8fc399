package dev.freehold.server.features.console;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.people.OperatorSignIns;
import dev.freehold.custody.people.UserCode;
import dev.freehold.custody.people.WaitingBrowser;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import java.io.IOException;

/**
 * What an operator says to the code of a browser. Pages of the console do not reach these routes,
 * so that no session begins another. Codes are in bodies: paths are in logs.
 */
final class OperatorSignInsApi {

  private final OperatorSignIns signIns;

  OperatorSignInsApi(OperatorSignIns signIns) {
    this.signIns = signIns;
  }

  /** {@code POST /api/v1/operator/sign-ins} with {@code {"code"}}: who waits under it. */
  void find(Exchange exchange) throws IOException {
    exchange.reply(200, View.of(signIns.require(code(exchange), exchange.remoteAddress())));
  }

  /** {@code POST /api/v1/operator/sign-ins/approve} with {@code {"code"}}. */
  void approve(Exchange exchange) throws IOException {
    signIns.approve(code(exchange), exchange.caller(), exchange.remoteAddress());
    exchange.reply(204);
  }

  /** {@code POST /api/v1/operator/sign-ins/decline} with {@code {"code"}}. */
  void decline(Exchange exchange) throws IOException {
    signIns.decline(code(exchange), exchange.caller(), exchange.remoteAddress());
    exchange.reply(204);
  }

  private static UserCode code(Exchange exchange) throws IOException {
    return UserCode.parse(exchange.json(Typed.class).code())
        .orElseThrow(
            () ->
                new CustodyException(
                    CustodyError.SIGN_IN_CODE_UNKNOWN,
                    "a code has eight letters; type it as the page in the browser shows it"));
  }

  record Typed(@Required String code) {

    /** Never shows the code. */
    @Override
    public String toString() {
      return "Typed[]";
    }
  }

  /** A browser that waits. */
  record View(String askedFrom, String askedAt, String expiresAt) {
    static View of(WaitingBrowser browser) {
      return new View(
          browser.askedFrom(), browser.askedAt().toString(), browser.expiresAt().toString());
    }
  }
}
