package dev.freehold.server.login;

import dev.freehold.server.login.BrowserAsk.ClientError;
import dev.freehold.server.login.BrowserAsk.ClientTarget;
import dev.freehold.web.http.RequestUri;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the browser takes answers to the client, in the words of OAuth. */
final class ClientAnswers {

  private ClientAnswers() {}

  /**
   * Somebody has signed in.
   *
   * @param issuer the issuer's name in the discovery document that the client read (RFC 9207)
   */
  static BrowserReply code(ClientTarget target, String code, String issuer) {
    return answer(target, Map.of("code", code), issuer);
  }

  /** Nobody has, and will not. */
  static BrowserReply error(ClientTarget target, ClientError error, String issuer) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("error", error.error());
    fields.put("error_description", error.description());
    return answer(target, fields, issuer);
  }

  private static BrowserReply answer(ClientTarget target, Map<String, String> said, String issuer) {
    Map<String, String> fields = new LinkedHashMap<>(said);
    target.state().ifPresent(state -> fields.put("state", state));
    fields.put("iss", issuer);
    return switch (target.mode()) {
      case QUERY ->
          new BrowserReply.Redirect(target.redirect().uri() + "?" + RequestUri.query(fields));
      case FORM_POST -> BrowserPages.handOver(target.redirect(), fields);
    };
  }
}
