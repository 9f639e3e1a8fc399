package dev.freehold.ledger.publish;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** A witness at an HTTP or HTTPS address. Its signature is trusted, not the connection. */
public final class HttpSubmission implements WitnessSubmission, AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http;
  private final URI address;
  private final Duration limit;

  /**
   * @param prefix what comes before {@code /add-checkpoint}
   * @param tls whom to trust; empty for the authorities that Java trusts
   */
  public HttpSubmission(URI prefix, Optional<SSLContext> tls) {
    this(prefix, tls, TIMEOUT);
  }

  /**
   * The same with another limit.
   *
   * @param limit of the time until an answer is complete; the JDK's own ends where a body begins
   */
  HttpSubmission(URI prefix, Optional<SSLContext> tls, Duration limit) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(Redirect.NEVER);
    tls.ifPresent(client::sslContext);
    this.http = client.build();
    this.address = URI.create(prefix.toString().replaceAll("/+$", "") + "/add-checkpoint");
    this.limit = limit;
  }

  @Override
  public Answer addCheckpoint(byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(body)).build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      return answered(answer.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException endless) {
      throw new IOException("no whole answer of the witness within " + limit, endless);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while waiting for the witness", stopped);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException known
          ? known
          : new IOException(failed.getCause());
    } finally {
      // Closes the connection unless the answer is complete.
      answer.cancel(true);
    }
  }

  private static Answer answered(HttpResponse<byte[]> response) {
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body());
  }

  /** Closes every connection. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
