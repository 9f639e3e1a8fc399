package dev.freehold.web.jetty;

import dev.freehold.web.http.BodyMemory;
import dev.freehold.web.http.ErasableBuffer;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.RequestRefusedException.Reason;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.net.PeerNetworks;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** Jetty's request as services see it. Closing it gives back the memory of its body. */
final class JettyRequest implements WebRequest, AutoCloseable {

  private static final int BUFFER_BYTES = 8 * 1024;
  private static final int HTTPS_PORT = 443;

  private final Request request;
  private final Duration bodyTimeout;
  private final BodyMemory memory;
  private final String remoteAddress;
  private Object share;
  private long takenBytes;

  JettyRequest(Request request, Duration bodyTimeout, BodyMemory memory) {
    this.request = request;
    this.bodyTimeout = bodyTimeout;
    this.memory = memory;
    this.remoteAddress =
        ProxyHeader.address(request.getConnectionMetaData().getRemoteSocketAddress());
    this.share = PeerNetworks.of(remoteAddress);
  }

  @Override
  public void close() {
    memory.give(share, takenBytes);
    takenBytes = 0;
  }

  @Override
  public void isFrom(Object tenant) {
    if (takenBytes == 0) {
      share = tenant;
    }
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String host() {
    return Optional.ofNullable(request.getHttpURI().getHost())
        .map(host -> host.toLowerCase(Locale.ROOT))
        .orElse("");
  }

  @Override
  public int port() {
    int port = request.getHttpURI().getPort();
    return port <= 0 ? HTTPS_PORT : port;
  }

  @Override
  public String rawPath() {
    return Optional.ofNullable(request.getHttpURI().getPath()).orElse("/");
  }

  @Override
  public String rawQuery() {
    return Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  @Override
  public List<String> headerNames() {
    List<String> names = new ArrayList<>(request.getHeaders().size());
    for (HttpField header : request.getHeaders()) {
      names.add(header.getName());
    }
    return names;
  }

  @Override
  public String remoteAddress() {
    return remoteAddress;
  }

  @Override
  public String tlsVersion() {
    return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
            instanceof EndPoint.SslSessionData data
        ? data.sslSession().getProtocol()
        : "unknown";
  }

  @Override
  public long bodyLength() {
    return request.getLength();
  }

  @Override
  public boolean isBodyLeft() {
    return UnreadBody.isLeft(request);
  }

  /** Closing it would give up the rest of a refused body, and nobody could read that away. */
  @Override
  public InputStream body() {
    return new KeptOpen(Content.Source.asInputStream(request));
  }

  @Override
  public byte[] body(int maxBytes) {
    if (request.getLength() > maxBytes) {
      throw RequestRefusedException.bodyTooLong(maxBytes);
    }
    try {
      return read(body(), maxBytes, System.nanoTime() + bodyTimeout.toNanos());
    } catch (IOException e) {
      throw e.getCause() instanceof TimeoutException
          ? tooSlow()
          : new RequestRefusedException(Reason.BODY_CUT_SHORT, "The request body broke off.");
    }
  }

  private byte[] read(InputStream in, int maxBytes, long deadlineNanos) throws IOException {
    long length = request.getLength();
    int bufferBytes = (int) Math.min(length < 0 ? maxBytes + 1 : length + 1, BUFFER_BYTES);
    take(bufferBytes);
    ErasableBuffer whole = new ErasableBuffer(Math.clamp(length, 0, bufferBytes));
    byte[] buffer = new byte[bufferBytes];
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (whole.size() + count > maxBytes) {
          throw RequestRefusedException.bodyTooLong(maxBytes);
        }
        take(count);
        whole.write(buffer, 0, count);
        if (System.nanoTime() - deadlineNanos > 0) {
          throw tooSlow();
        }
      }
      return whole.toByteArray();
    } finally {
      Arrays.fill(buffer, (byte) 0);
      whole.erase();
    }
  }

  private void take(long bytes) {
    if (!memory.take(share, bytes)) {
      throw RequestRefusedException.noRoom();
    }
    takenBytes += bytes;
  }

  private RequestRefusedException tooSlow() {
    return new RequestRefusedException(
        Reason.BODY_TOO_SLOW,
        "The request body did not arrive within %d seconds.".formatted(bodyTimeout.toSeconds()));
  }
}
