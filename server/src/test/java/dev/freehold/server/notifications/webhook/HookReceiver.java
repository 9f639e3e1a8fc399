package dev.freehold.server.notifications.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.freehold.web.tls.LocalAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Receives webhooks over TLS on this machine, at as many paths as tests want. */
public final class HookReceiver implements AutoCloseable {

  private static final long DEADLINE_SECONDS = 20;

  private final HttpsServer server;
  private final LocalAuthority authority;
  private final Map<String, BlockingQueue<Request>> received = new ConcurrentHashMap<>();
  private final Map<String, IntSupplier> answers = new ConcurrentHashMap<>();

  /** What came in. */
  public record Request(String path, String id, String timestamp, String signature, String body) {

    /** Whether {@code secret} has signed it, computed anew from what is published. */
    public boolean isSignedBy(String secret) throws GeneralSecurityException {
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = id + "." + timestamp + "." + body;
      byte[] expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return signature.equals("v1," + Base64.getEncoder().encodeToString(expected));
    }
  }

  private HookReceiver(HttpsServer server, LocalAuthority authority) {
    this.server = server;
    this.authority = authority;
  }

  /** Starts one with a certificate for {@code localhost}. */
  public static HookReceiver start(Path folder) throws IOException {
    LocalAuthority authority =
        LocalAuthority.open(
            Files.createDirectory(folder.resolve("hooks")),
            List.of("localhost"),
            Clock.systemUTC());
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(authority.serverContext(List.of("localhost"))));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    HookReceiver receiver = new HookReceiver(server, authority);
    server.createContext("/", receiver::take);
    server.start();
    return receiver;
  }

  private void take(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int status = answers.getOrDefault(path, () -> 200).getAsInt();
    queue(path)
        .add(
            new Request(
                path,
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                body));
    exchange.getResponseHeaders().add("Location", url("/elsewhere"));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private BlockingQueue<Request> queue(String path) {
    return received.computeIfAbsent(path, _ -> new LinkedBlockingQueue<>());
  }

  /** What is answered at a path; 200 if nothing was said. */
  public void answer(String path, IntSupplier status) {
    answers.put(path, status);
  }

  /** The next request at a path. */
  public Request next(String path) throws InterruptedException {
    Request next = queue(path).poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came to " + path);
    }
    return next;
  }

  /** How many came to a path and were not looked at. */
  public int waiting(String path) {
    return queue(path).size();
  }

  /** The address of a path. */
  public String url(String path) {
    return "https://" + authority() + path;
  }

  /** Host and port. */
  public String authority() {
    return "localhost:" + server.getAddress().getPort();
  }

  /** The authority that vouches for it, as a PEM file. */
  public Path authorityFile() {
    return authority.certificateFile();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
