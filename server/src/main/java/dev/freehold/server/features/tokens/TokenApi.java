package dev.freehold.server.features.tokens;

import dev.freehold.custody.passkeys.PasskeySite;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.ReachedAddress;
import dev.freehold.server.login.Addresses;
import dev.freehold.server.login.DeviceLogin;
import dev.freehold.server.login.FormOrigin;
import dev.freehold.server.login.LoginDocuments;
import dev.freehold.server.login.LoginReply;
import dev.freehold.server.login.Page;
import dev.freehold.server.login.PasskeyScript;
import dev.freehold.server.login.TokenEndpoint;
import dev.freehold.server.login.TokenRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The built-in issuer at the address of the REST API, and where everything else is. */
final class TokenApi {

  private final TokenEndpoint endpoint;
  private final DeviceLogin devices;
  private final LoginDocuments documents;
  private final URI own;
  private final Optional<URI> vaultLogin;

  TokenApi(LoginHost.Tokens tokens, URI own, Optional<URI> vaultLogin) {
    this.endpoint = tokens.endpoint();
    this.devices = tokens.devices();
    this.documents = tokens.documents();
    this.own = own;
    this.vaultLogin = vaultLogin;
  }

  /** {@code GET /.well-known/freehold}. */
  void addresses(Exchange exchange) throws IOException {
    exchange.reply(200, Addresses.ofService(ReachedAddress.of(exchange, own), vaultLogin));
  }

  /** {@code POST /{tenant}/oauth2/v2.0/token}. */
  void token(Exchange exchange) throws IOException {
    reply(exchange, endpoint.token(request(exchange)));
  }

  /** {@code POST /{tenant}/oauth2/v2.0/devicecode}. */
  void deviceCode(Exchange exchange) throws IOException {
    URI page = URI.create(ReachedAddress.of(exchange, own) + DeviceLogin.PATH);
    reply(exchange, endpoint.device(request(exchange), page));
  }

  /** {@code GET /devicelogin}. */
  void deviceLogin(Exchange exchange) {
    reply(exchange, devices.begin());
  }

  /** {@code POST /devicelogin}. */
  void submitDeviceLogin(Exchange exchange) throws IOException {
    FormOrigin origin = FormOrigin.of(exchange, own);
    reply(
        exchange,
        devices.submit(exchange.form(), origin, PasskeySite.of(own), exchange.remoteAddress()));
  }

  /** {@code GET /login/passkey.js}. */
  void script(Exchange exchange) {
    replyScript(exchange);
  }

  static void replyScript(Exchange exchange) {
    PasskeyScript.HEADERS.forEach(exchange::setHeader);
    exchange.reply(200, PasskeyScript.MEDIA_TYPE, PasskeyScript.bytes());
  }

  private TokenRequest request(Exchange exchange) throws IOException {
    return new TokenRequest(
        own,
        exchange.path("tenant"),
        exchange.form(),
        exchange.header("Authorization"),
        exchange.header("client-request-id"),
        exchange.remoteAddress());
  }

  private static void reply(Exchange exchange, Page page) {
    page.headers().forEach(exchange::setHeader);
    exchange.reply(page.status(), Page.MEDIA_TYPE, page.bytes());
  }

  /** {@code GET /{tenant}/v2.0/.well-known/openid-configuration}. */
  void discovery(Exchange exchange) throws IOException {
    reply(exchange, documents.discovery(own, exchange.path("tenant")));
  }

  /** {@code GET /{tenant}/discovery/v2.0/keys}. */
  void keys(Exchange exchange) throws IOException {
    reply(exchange, documents.keys());
  }

  private static void reply(Exchange exchange, LoginReply reply) throws IOException {
    reply.headers().forEach(exchange::setHeader);
    exchange.reply(reply.status(), reply.body());
  }
}
