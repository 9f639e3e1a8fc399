package dev.freehold.server.notifications.webhook;

import dev.freehold.server.notifications.NotificationLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Sends one request over TLS and reads the status of the answer. It checks an address and connects
 * to that same one, so a name that resolves differently a moment later cannot lead elsewhere, and
 * follows no redirection. The JDK's client cannot be told which address to take. Thread-safe.
 */
final class WebhookConnection {

  private static final ScheduledThreadPoolExecutor TIMER = timer();
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

  private final WebhookTargets targets;
  private final SSLContext tls;
  private final Duration time;

  /** Connects to what {@code targets} permits and {@code tls} trusts. */
  WebhookConnection(WebhookTargets targets, SSLContext tls) {
    this(targets, tls, NotificationLimits.TRY);
  }

  /** The same with another bound on the whole. */
  WebhookConnection(WebhookTargets targets, SSLContext tls, Duration time) {
    this.targets = targets;
    this.tls = tls;
    this.time = time;
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("webhook-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Why there is no status. */
  static final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;

    NoAnswerException(String why, Throwable cause) {
      super(why, cause);
      this.why = why;
    }

    /** A stable word. */
    String why() {
      return why;
    }
  }

  /**
   * Sends a POST.
   *
   * @param headers besides those of the connection
   * @return the status of the answer
   */
  int post(WebhookAddress webhook, Map<String, String> headers, byte[] body)
      throws NoAnswerException {
    List<InetAddress> addresses = targets.permitted(webhook);
    if (addresses.isEmpty()) {
      throw new NoAnswerException("address-refused", null);
    }
    long endNanos = System.nanoTime() + time.toNanos();
    NoAnswerException last = new NoAnswerException("unreachable", null);
    for (InetAddress address : addresses) {
      Socket plain = new Socket(Proxy.NO_PROXY);
      Future<?> deadline =
          TIMER.schedule(
              () -> closeQuietly(plain), endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      try {
        plain.connect(
            new InetSocketAddress(address, webhook.port()), (int) WebhookLimits.CONNECT.toMillis());
        return exchange(plain, webhook, headers, body);
      } catch (SSLException untrusted) {
        throw new NoAnswerException(deadline.isDone() ? "timed-out" : "tls-failed", untrusted);
      } catch (IOException failed) {
        if (plain.isConnected() || deadline.isDone()) {
          throw new NoAnswerException(deadline.isDone() ? "timed-out" : "connection-lost", failed);
        }
        last = new NoAnswerException("unreachable", failed);
      } finally {
        deadline.cancel(false);
        closeQuietly(plain);
      }
    }
    throw last;
  }

  private int exchange(
      Socket plain, WebhookAddress webhook, Map<String, String> headers, byte[] body)
      throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            tls.getSocketFactory().createSocket(plain, webhook.host(), webhook.port(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      OutputStream out = socket.getOutputStream();
      out.write(head(webhook, headers, body.length));
      out.write(body);
      out.flush();
      return status(socket.getInputStream());
    }
  }

  private static byte[] head(WebhookAddress webhook, Map<String, String> headers, int length) {
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(webhook.target()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(webhook.authority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(length).append("\r\nConnection: close\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads to the status that is not an interim one; nothing behind it is of interest. */
  private static int status(InputStream in) throws IOException {
    int left = WebhookLimits.MAX_ANSWER_BYTES;
    while (true) {
      String line = line(in, left);
      left -= line.length() + 1;
      Matcher status = STATUS.matcher(line);
      if (!status.matches()) {
        throw new IOException("the answer does not begin as HTTP/1.1 does");
      }
      int code = Integer.parseInt(status.group(1));
      if (code >= 200) {
        return code;
      }
      while (!line.isEmpty()) {
        line = line(in, left);
        left -= line.length() + 1;
      }
    }
  }

  private static String line(InputStream in, int max) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next != '\n') {
      if (next < 0 || line.size() >= max) {
        throw new IOException("the answer ends too early or is too long");
      }
      line.write(next);
      next = in.read();
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // there is nothing else to end
    }
  }
}
