package dev.freehold.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.web.client.Form;
import dev.freehold.web.client.HttpsClient;
import dev.freehold.web.client.TokenRequests;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gets tokens for one scope with one client's credentials, and uses each until shortly before its
 * end. Thread-safe.
 */
public final class AccessTokens {

  private static final Duration MARGIN = Duration.ofMinutes(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_ANSWER_BYTES = 64 << 10;

  private final HttpsClient http;
  private final ApiCredentials credentials;
  private final String scope;
  private final Duration timeout;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private Token token = new Token("", Instant.MIN, Instant.MIN);

  AccessTokens(HttpsClient http, ApiCredentials credentials, String scope, Clock clock) {
    this(http, credentials, scope, TIMEOUT, clock);
  }

  private AccessTokens(
      HttpsClient http, ApiCredentials credentials, String scope, Duration timeout, Clock clock) {
    this.http = http;
    this.credentials = credentials;
    this.scope = scope;
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * The tokens of a service for vaults of another process.
   *
   * @param http trusts the login host
   * @param timeout how long one may take to come
   */
  public static AccessTokens forVaults(
      HttpsClient http, VaultConnection connection, Duration timeout, Clock clock) {
    return new AccessTokens(
        http, connection.toLogin(), connection.audience() + "/.default", timeout, clock);
  }

  /**
   * A token with its times.
   *
   * @param value the text after {@code Bearer} in the Authorization header
   * @param renewAt when to get a new one
   * @param expiresAt when it expires
   */
  public record Token(String value, Instant renewAt, Instant expiresAt) {
    /** Never shows the token. */
    @Override
    public String toString() {
      return "Token[expiresAt=" + expiresAt + "]";
    }
  }

  /**
   * A token that is good for a while.
   *
   * @throws ApiRefusedException if the token endpoint refuses
   * @throws IOException if the connection breaks
   */
  public Token current() throws IOException {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a token");
    }
    try {
      if (!clock.instant().isBefore(token.renewAt())) {
        token = ask();
      }
      return token;
    } finally {
      lock.unlock();
    }
  }

  private Token ask() throws IOException {
    HttpResponse<byte[]> response;
    try (Form form = credentials.grant().with("scope", scope)) {
      response =
          ClientExchanges.send(
              http, TokenRequests.post(endpoint(), form, timeout), MAX_ANSWER_BYTES, timeout);
    }
    JsonNode body = ClientExchanges.json(response);
    if (response.statusCode() != 200) {
      throw new ApiRefusedException(
          response.statusCode(),
          body.path("error").asText("token-refused"),
          body.path("error_description").asText("no token was given"));
    }
    TokenRequests.Given given =
        TokenRequests.read(body)
            .orElseThrow(
                () ->
                    new ServerException(
                        ServerError.SERVER_ANSWER_INVALID,
                        "the token endpoint's answer has no token in it"));
    Duration life = given.life();
    Duration used =
        life.compareTo(MARGIN.multipliedBy(2)) > 0 ? life.minus(MARGIN) : life.dividedBy(2);
    Instant now = clock.instant();
    return new Token(given.token(), now.plus(used), now.plus(life));
  }

  private URI endpoint() {
    return URI.create(credentials.server() + "/" + credentials.tenant() + "/oauth2/v2.0/token");
  }
}
