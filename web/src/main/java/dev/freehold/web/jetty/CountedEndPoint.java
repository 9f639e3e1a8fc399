package dev.freehold.web.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/** A socket that counts what goes over it, below TLS. Thread-safe. */
final class CountedEndPoint extends SocketChannelEndPoint {

  private final AtomicLong inBytes = new AtomicLong();
  private final AtomicLong outBytes = new AtomicLong();

  CountedEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    int count = super.fill(buffer);
    if (count > 0) {
      inBytes.addAndGet(count);
    }
    return count;
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    long before = remaining(buffers);
    try {
      return super.flush(buffers);
    } finally {
      outBytes.addAndGet(before - remaining(buffers));
    }
  }

  private static long remaining(ByteBuffer... buffers) {
    long bytes = 0;
    for (ByteBuffer buffer : buffers) {
      bytes += buffer.remaining();
    }
    return bytes;
  }

  long inBytes() {
    return inBytes.get();
  }

  long outBytes() {
    return outBytes.get();
  }

  /** Whether a part of an answer waits for the client to take it. */
  boolean isWriting() {
    return getWriteFlusher().isPending();
  }

  /** The socket below a connection, with TLS or without, through a proxy or not. */
  static CountedEndPoint below(EndPoint endPoint) {
    EndPoint below =
        endPoint instanceof SslConnection.SslEndPoint tls
            ? tls.getSslConnection().getEndPoint()
            : endPoint;
    return (CountedEndPoint)
        (below instanceof ProxyConnectionFactory.ProxyEndPoint proxied ? proxied.unwrap() : below);
  }

  /** Whether not so much as a request line has come whole yet. */
  boolean isHalfOpen() {
    Connection connection = getConnection();
    if (connection instanceof SslConnection tls) {
      connection = tls.getSslEndPoint().getConnection();
    }
    return switch (connection) {
      case null -> true;
      case HttpConnection http -> http.getMessagesIn() == 0 && isBeforeHeaders(http.getParser());
      default -> connection.getMessagesIn() <= 0;
    };
  }

  private static boolean isBeforeHeaders(HttpParser parser) {
    return parser.getState().compareTo(HttpParser.State.HEADER) < 0;
  }
}
