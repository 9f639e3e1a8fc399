package dev.freehold.server.features.tokens;

import dev.freehold.custody.passkeys.PasskeySite;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.login.BrowserLogin;
import dev.freehold.server.login.BrowserReply;
import dev.freehold.server.login.FormOrigin;
import dev.freehold.server.login.Page;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.util.Optional;

/** The page where people sign in for clients that open a browser, at one host. */
final class AuthorizeApi {

  /** Where it is. */
  static final String PATH = "/{tenant}/oauth2/v2.0/authorize";

  /** Where version 1 of the protocol and AD FS have it. */
  static final String OLDER_PATH = "/{tenant}/oauth2/authorize";

  private static final String TENANT = "tenant";
  private static final String VARIABLE = "{" + TENANT + "}";

  private final BrowserLogin login;
  private final URI own;
  private final Optional<URI> api;
  private final Optional<PasskeySite> site;

  /**
   * @param own the address of the host
   * @param api the address of the REST API, if there is one
   */
  AuthorizeApi(BrowserLogin login, URI own, Optional<URI> api) {
    this.login = login;
    this.own = own;
    this.api = api;
    // Passkeys are good at the service's own address, or at the login host where there is no other.
    this.site = api.orElse(own).equals(own) ? PasskeySite.of(own) : Optional.empty();
  }

  /** {@code GET /{tenant}/oauth2/v2.0/authorize}. */
  void show(Exchange exchange) {
    reply(exchange, login.open(exchange::query, place(exchange, PATH)));
  }

  /** {@code GET /{tenant}/oauth2/authorize}. */
  void showOlder(Exchange exchange) {
    reply(exchange, login.open(exchange::query, place(exchange, OLDER_PATH)));
  }

  /** {@code POST /{tenant}/oauth2/v2.0/authorize}. */
  void submit(Exchange exchange) {
    submit(exchange, PATH);
  }

  /** {@code POST /{tenant}/oauth2/authorize}. */
  void submitOlder(Exchange exchange) {
    submit(exchange, OLDER_PATH);
  }

  private void submit(Exchange exchange, String path) {
    FormOrigin origin = FormOrigin.of(exchange, own);
    reply(
        exchange,
        login.submit(exchange.form(), origin, place(exchange, path), exchange.remoteAddress()));
  }

  private BrowserLogin.Place place(Exchange exchange, String path) {
    String tenant = exchange.path(TENANT);
    return new BrowserLogin.Place(
        own, api, path.replace(VARIABLE, RequestUri.encode(tenant)), tenant, site);
  }

  private static void reply(Exchange exchange, BrowserReply reply) {
    switch (reply) {
      case Page page -> {
        page.headers().forEach(exchange::setHeader);
        exchange.reply(page.status(), Page.MEDIA_TYPE, page.bytes());
      }
      case BrowserReply.Redirect redirect -> {
        redirect.headers().forEach(exchange::setHeader);
        exchange.reply(BrowserReply.Redirect.STATUS);
      }
    }
  }
}
