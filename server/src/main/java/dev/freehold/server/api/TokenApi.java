package dev.freehold.server.api;

import dev.freehold.server.http.Exchange;
import dev.freehold.server.login.LoginDocuments;
import dev.freehold.server.login.LoginReply;
import dev.freehold.server.login.TokenEndpoint;
import dev.freehold.server.login.TokenRequest;
import java.io.IOException;
import java.net.URI;

/** The built-in issuer at the address of the REST API. */
public final class TokenApi {

  private final TokenEndpoint endpoint;
  private final LoginDocuments documents;
  private final URI own;

  /** Answers at {@code own}, the address of the REST API. */
  public TokenApi(TokenEndpoint endpoint, LoginDocuments documents, URI own) {
    this.endpoint = endpoint;
    this.documents = documents;
    this.own = own;
  }

  /** {@code POST /{tenant}/oauth2/v2.0/token}. */
  void token(Exchange exchange) throws IOException {
    reply(
        exchange,
        endpoint.token(
            new TokenRequest(
                own,
                exchange.path("tenant"),
                exchange.form(),
                exchange.header("Authorization"),
                exchange.header("client-request-id"),
                exchange.remoteAddress())));
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
