package dev.freehold.web.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Sends requests by HTTP/1.1 over TLS and accepts answers that are limited in length and time. It
 * never follows a redirection, which could carry a token elsewhere. Connections are kept and
 * shared. Thread-safe.
 */
public final class HttpsClient implements AutoCloseable {

  /** What the JDK's bounded reader says; it has no exception of its own. */
  private static final String TOO_LONG = "exceeds capacity";

  private final HttpClient http;

  /**
   * A client that has sent nothing yet.
   *
   * @param tls says whom to trust
   * @param connectTimeout how long a connection may take to come about
   */
  public HttpsClient(SSLContext tls, Duration connectTimeout) {
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(tls)
            .build();
  }

  /** A client that trusts whom this Java trusts. */
  public static HttpsClient trustingPublic(Duration connectTimeout) {
    return new HttpsClient(Certificates.context(Certificates.trustingPublic()), connectTimeout);
  }

  /**
   * Sends a request and takes the whole answer.
   *
   * @param maxBytes of the answer's body
   * @param limit of the time until the answer is complete; the JDK's own ends where a body begins
   * @throws AnswerTooLongException if the answer is longer
   * @throws HttpTimeoutException if it takes longer, {@link AnswerTooSlowException} if by {@code
   *     limit}
   * @throws InterruptedIOException if the thread is interrupted, which it stays
   * @throws IOException if there is no connection or it breaks
   */
  public HttpResponse<byte[]> send(HttpRequest request, int maxBytes, Duration limit)
      throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException endless) {
      throw new AnswerTooSlowException(limit);
    } catch (InterruptedException interrupted) {
      throw stopped();
    } catch (ExecutionException failed) {
      throw failure(failed.getCause(), maxBytes);
    } finally {
      // Closes the connection unless the answer is complete.
      answer.cancel(true);
    }
  }

  private static IOException failure(Throwable cause, int maxBytes) {
    if (String.valueOf(cause.getMessage()).contains(TOO_LONG)) {
      return new AnswerTooLongException(maxBytes);
    }
    return cause instanceof IOException failure ? failure : new IOException(cause);
  }

  /**
   * Sends a request and hands its answer to {@code handler} as it comes, as long as it may be.
   *
   * @throws InterruptedIOException if the thread is interrupted, which it stays
   * @throws IOException if there is no connection or it breaks
   */
  public <T> HttpResponse<T> stream(HttpRequest request, BodyHandler<T> handler)
      throws IOException {
    try {
      return http.send(request, handler);
    } catch (InterruptedException interrupted) {
      throw stopped();
    }
  }

  private static InterruptedIOException stopped() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while waiting for an answer");
  }

  /** Closes every connection. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
