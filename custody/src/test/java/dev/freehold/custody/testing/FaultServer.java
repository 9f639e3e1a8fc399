package dev.freehold.custody.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.freehold.crypto.publickey.RsaOaep;
import dev.freehold.web.tls.LocalAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One vault with one key over HTTPS that can misbehave in the ways that vaults do. */
public final class FaultServer implements AutoCloseable {

  public static final String VERSION = "fedcba9876543210fedcba9876543210";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KeyPair KEY = keyPair();
  private static final RsaOaep OAEP = new RsaOaep(CustodyFixture.SUITE);

  private final LocalAuthority authority;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;
  private final AtomicInteger failuresLeft = new AtomicInteger(Integer.MAX_VALUE);

  /** How the vault misbehaves. */
  public enum Fault {
    NONE,
    HANG,
    DRIP,
    HANG_UP,
    STATUS_400,
    STATUS_401,
    STATUS_403,
    STATUS_404,
    STATUS_429_WITH_LONG_RETRY_AFTER,
    STATUS_500,
    STATUS_503,
    REDIRECT,
    NOT_JSON,
    CUT_JSON,
    EMPTY_OBJECT,
    SHORT_KEY,
    TRAILING_NUL,
    EMPTY_KEY,
    OTHER_VERSION,
    OTHER_KEY,
    CHALLENGE_FOR_ANOTHER_SERVICE
  }

  /** Starts with a certificate for {@code certificateName}, which may be a wrong one. */
  public FaultServer(Path folder, String certificateName) throws IOException {
    this.authority =
        LocalAuthority.open(folder, List.of("kv.localhost", "other.localhost"), Clock.systemUTC());
    this.server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setHttpsConfigurator(
        new HttpsConfigurator(authority.serverContext(List.of(certificateName))));
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public LocalAuthority authority() {
    return authority;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String vaultUrl() {
    return "https://alpha-vault.kv.localhost:" + port();
  }

  public void misbehave(Fault how) {
    misbehave(how, Integer.MAX_VALUE);
  }

  /** Misbehaves for so many requests, then is sound again. */
  public void misbehave(Fault how, int times) {
    failuresLeft.set(times);
    fault = how;
  }

  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      JsonNode body = readBody(exchange);
      if (!exchange.getRequestHeaders().containsKey("Authorization")) {
        challenge(exchange, fault == Fault.CHALLENGE_FOR_ANOTHER_SERVICE);
        return;
      }
      requests.incrementAndGet();
      misbehaveOrAnswer(exchange, body, nextFault());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Fault nextFault() {
    return failuresLeft.getAndDecrement() > 0 ? fault : Fault.NONE;
  }

  private void misbehaveOrAnswer(HttpExchange exchange, JsonNode body, Fault how)
      throws IOException, InterruptedException {
    switch (how) {
      case HANG -> closing.await();
      case DRIP -> drip(exchange);
      case HANG_UP -> {}
      case STATUS_400 -> error(exchange, 400, "BadParameter");
      case STATUS_401, CHALLENGE_FOR_ANOTHER_SERVICE -> challenge(exchange, false);
      case STATUS_403 -> error(exchange, 403, "Forbidden");
      case STATUS_404 -> error(exchange, 404, "KeyNotFound");
      case STATUS_429_WITH_LONG_RETRY_AFTER -> {
        exchange.getResponseHeaders().set("Retry-After", "60");
        error(exchange, 429, "Throttled");
      }
      case STATUS_500 -> error(exchange, 500, "InternalServerError");
      case STATUS_503 -> error(exchange, 503, "ServiceUnavailable");
      case REDIRECT -> {
        exchange.getResponseHeaders().set("Location", "https://other.localhost:" + port() + "/");
        send(exchange, 302, "");
      }
      case NOT_JSON -> send(exchange, 200, "<html>it works</html>");
      case CUT_JSON -> send(exchange, 200, "{\"kid\":\"" + kid(VERSION) + "\",\"value\":\"AAAA");
      case EMPTY_OBJECT -> send(exchange, 200, "{}");
      case SHORT_KEY -> result(exchange, VERSION, Arrays.copyOf(operate(exchange, body), 31));
      case TRAILING_NUL -> result(exchange, VERSION, Arrays.copyOf(operate(exchange, body), 33));
      case EMPTY_KEY -> result(exchange, VERSION, new byte[0]);
      case OTHER_VERSION -> result(exchange, VERSION.replace('f', '0'), operate(exchange, body));
      case OTHER_KEY -> result(exchange, VERSION, new byte[32]);
      case NONE -> answer(exchange, body);
    }
  }

  private void answer(HttpExchange exchange, JsonNode body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/keys/absent")) {
      error(exchange, 404, "KeyNotFound");
    } else if (exchange.getRequestMethod().equals("GET")) {
      send(exchange, 200, keyBundle());
    } else {
      byte[] value = operate(exchange, body);
      if (value == null) {
        error(exchange, 400, "BadParameter");
      } else {
        result(exchange, VERSION, value);
      }
    }
  }

  /** The bytes that a sound vault answers with, or null if the ciphertext does not open. */
  private static byte[] operate(HttpExchange exchange, JsonNode body) {
    byte[] value = Base64.getUrlDecoder().decode(body.path("value").asText());
    boolean sha256 = body.path("alg").asText().equals("RSA-OAEP-256");
    RsaOaep.Hash hash = sha256 ? RsaOaep.Hash.SHA256 : RsaOaep.Hash.SHA1;
    if (exchange.getRequestURI().getPath().endsWith("/unwrapkey")) {
      try {
        return OAEP.decrypt((RSAPrivateKey) KEY.getPrivate(), hash, value);
      } catch (RuntimeException e) {
        return null;
      }
    }
    return OAEP.encrypt((RSAPublicKey) KEY.getPublic(), hash, value);
  }

  private void result(HttpExchange exchange, String version, byte[] value) throws IOException {
    send(
        exchange,
        200,
        "{\"kid\":\"%s\",\"value\":\"%s\"}"
            .formatted(
                kid(version), Base64.getUrlEncoder().withoutPadding().encodeToString(value)));
  }

  private void challenge(HttpExchange exchange, boolean another) throws IOException {
    String resource = another ? "https://localhost" : "https://kv.localhost:" + port();
    exchange
        .getResponseHeaders()
        .set(
            "WWW-Authenticate",
            "Bearer"
                + " authorization=\"https://login.kv.localhost/11111111-1111-4111-8111-111111111111\""
                + ", resource=\"%s\"".formatted(resource));
    error(exchange, 401, "Unauthorized");
  }

  private void drip(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.sendResponseHeaders(200, 1_000_000);
    while (!closing.await(20, TimeUnit.MILLISECONDS)) {
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
    }
  }

  private String kid(String version) {
    return vaultUrl() + "/keys/root/" + version;
  }

  private String keyBundle() {
    RSAPublicKey key = (RSAPublicKey) KEY.getPublic();
    return """
    {"key":{"kid":"%s","kty":"RSA","key_ops":["wrapKey","unwrapKey"],"n":"%s","e":"%s"},
     "attributes":{"enabled":true,"created":1,"updated":1,"recoveryLevel":"Recoverable",
     "recoverableDays":90}}\
    """
        .formatted(kid(VERSION), number(key.getModulus()), number(key.getPublicExponent()));
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }

  private static JsonNode readBody(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    send(exchange, status, "{\"error\":{\"code\":\"%s\",\"message\":\"no\"}}".formatted(code));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK makes RSA keys", e);
    }
  }
}
