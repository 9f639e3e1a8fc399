package dev.freehold.server.features.tokens;

import dev.freehold.custody.passkeys.PasskeySite;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.login.Addresses;
import dev.freehold.server.login.DeviceLogin;
import dev.freehold.server.login.FormOrigin;
import dev.freehold.server.login.LoginDocuments;
import dev.freehold.server.login.LoginReply;
import dev.freehold.server.login.Page;
import dev.freehold.server.login.TokenEndpoint;
import dev.freehold.server.login.TokenRequest;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.RequestRefusedException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * The built-in issuer at the host {@code login.SUFFIX} on the port of the vaults, so that clients
 * of a vault need one port. It answers everything that the official clients ask before they have a
 * token.
 */
final class LoginApi {

  private static final String TENANT = "tenant";

  private final TokenEndpoint endpoint;
  private final DeviceLogin devices;
  private final LoginDocuments documents;
  private final URI own;
  private final Addresses addresses;
  private final Optional<PasskeySite> site;

  /**
   * @param own the address of the host
   * @param addresses where everything else is
   */
  LoginApi(
      TokenEndpoint endpoint,
      DeviceLogin devices,
      LoginDocuments documents,
      URI own,
      Addresses addresses) {
    this.endpoint = endpoint;
    this.devices = devices;
    this.documents = documents;
    this.own = own;
    this.addresses = addresses;
    this.site = addresses.api() == null ? PasskeySite.of(own) : Optional.empty();
  }

  /** {@code POST /{tenant}/oauth2/v2.0/token}. */
  void token(Exchange exchange) throws IOException {
    reply(exchange, asked(exchange, endpoint::token));
  }

  /**
   * {@code POST /{tenant}/oauth2/v2.0/devicecode}. Beside a service people sign in at the service's
   * own address, where their passkeys are good.
   */
  void deviceCode(Exchange exchange) throws IOException {
    URI page = URI.create(Optional.ofNullable(addresses.api()).orElse(own) + DeviceLogin.PATH);
    reply(exchange, asked(exchange, request -> endpoint.device(request, page)));
  }

  /** {@code GET /devicelogin}. */
  void deviceLogin(Exchange exchange) {
    reply(exchange, devices.begin());
  }

  /** {@code POST /devicelogin}. */
  void submitDeviceLogin(Exchange exchange) throws IOException {
    FormOrigin origin = FormOrigin.of(exchange, own);
    Optional<FormBody> form = form(exchange);
    if (form.isEmpty()) {
      reply(exchange, endpoint.malformed(Optional.empty()));
      return;
    }
    reply(exchange, devices.submit(form.get(), origin, site, exchange.remoteAddress()));
  }

  /** {@code GET /login/passkey.js}. */
  void script(Exchange exchange) {
    TokenApi.replyScript(exchange);
  }

  /** {@code GET /{tenant}/v2.0/.well-known/openid-configuration}. */
  void discovery(Exchange exchange) throws IOException {
    reply(exchange, documents.discovery(own, exchange.path(TENANT)));
  }

  /** {@code GET /adfs/.well-known/openid-configuration}, in the manner of AD FS. */
  void discoveryOfAdfs(Exchange exchange) throws IOException {
    reply(exchange, documents.adfsDiscovery(own));
  }

  /** {@code GET /adfs/{tenant}/v2.0/.well-known/openid-configuration}, as Azure CLI asks for it. */
  void discoveryOfCommandLine(Exchange exchange) throws IOException {
    reply(exchange, documents.tenantOfCommandLine(own, exchange.path(TENANT)));
  }

  /** {@code GET /.well-known/freehold}. */
  void addresses(Exchange exchange) throws IOException {
    exchange.reply(200, addresses);
  }

  /** {@code GET /common/discovery/instance}. */
  void instance(Exchange exchange) throws IOException {
    reply(exchange, documents.instance(own));
  }

  /** {@code GET /{tenant}/discovery/v2.0/keys}. */
  void keys(Exchange exchange) throws IOException {
    reply(exchange, documents.keys());
  }

  /** {@code GET /{tenant}/userrealm/{user}}. */
  void userRealm(Exchange exchange) throws IOException {
    reply(exchange, documents.userRealm(own, exchange.path("user")));
  }

  private LoginReply asked(Exchange exchange, Function<TokenRequest, LoginReply> answer) {
    Optional<String> correlationId = exchange.header("client-request-id");
    return form(exchange)
        .map(
            form ->
                answer.apply(
                    new TokenRequest(
                        own,
                        exchange.path(TENANT),
                        form,
                        exchange.header("Authorization"),
                        correlationId,
                        exchange.remoteAddress())))
        .orElseGet(() -> endpoint.malformed(correlationId));
  }

  /** Empty if the body is no form: clients of OAuth are told so in its own words. */
  private static Optional<FormBody> form(Exchange exchange) {
    try {
      return Optional.of(exchange.form());
    } catch (RequestRefusedException refused) {
      if (refused.reason() == RequestRefusedException.Reason.MALFORMED) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private static void reply(Exchange exchange, Page page) {
    page.headers().forEach(exchange::setHeader);
    exchange.reply(page.status(), Page.MEDIA_TYPE, page.bytes());
  }

  private static void reply(Exchange exchange, LoginReply reply) throws IOException {
    reply.headers().forEach(exchange::setHeader);
    exchange.reply(reply.status(), reply.body());
  }
}
