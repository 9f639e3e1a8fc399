package dev.freehold.ledger.publish;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A witness at an HTTP or HTTPS address. Its signature is trusted, not the connection. */
public final class HttpSubmission implements WitnessSubmission, AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http;
  private final URI address;

  /**
   * @param prefix what comes before {@code /add-checkpoint}
   * @param tls whom to trust; empty for the authorities that Java trusts
   */
  public HttpSubmission(URI prefix, Optional<SSLContext> tls) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(Redirect.NEVER);
    tls.ifPresent(client::sslContext);
    this.http = client.build();
    this.address = URI.create(prefix.toString().replaceAll("/+$", "") + "/add-checkpoint");
  }

  @Override
  public Answer addCheckpoint(byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] answer = in.readNBytes(MAX_ANSWER_BYTES + 1);
        if (answer.length > MAX_ANSWER_BYTES) {
          throw new IOException("the witness answers more than a witness says");
        }
        return new Answer(
            response.statusCode(),
            response.headers().firstValue("Content-Type").orElse(""),
            answer);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while waiting for the witness", stopped);
    }
  }

  /** Closes every connection. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
