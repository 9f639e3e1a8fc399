package dev.freehold.web.jetty;

import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.internal.HttpConnection;

/** How far a connection had come at the last look. Used by the sweeping thread only. */
interface Progress {

  /** For how long something has been coming in that is not whole yet, 0 if nothing has. */
  long unfinishedNanos(long nowNanos);

  static Progress of(Connection connection, long nowNanos) {
    return switch (connection) {
      case HTTP2Connection http2 -> new Headers(http2, Headers.SETTLING_LOOKS);
      case HttpConnection http when http.getEndPoint() instanceof SslConnection.SslEndPoint tls ->
          new Handshake(tls.getSslConnection().getSSLEngine(), nowNanos, new Headers(http, 0));
      case HttpConnection http -> new Headers(http, 0);
      // What comes before HTTP: the choice of a version, a proxy's header.
      default -> now -> now - nowNanos;
    };
  }

  /**
   * A TLS handshake, then what comes in it. Without a choice of a version the connection for HTTP
   * is there before the handshake, and counts nothing of it.
   */
  final class Handshake implements Progress {

    private static final String NONE_YET = "NONE";

    private final SSLEngine engine;
    private final long beganNanos;
    private final Progress inside;

    Handshake(SSLEngine engine, long beganNanos, Progress inside) {
      this.engine = engine;
      this.beganNanos = beganNanos;
      this.inside = inside;
    }

    @Override
    public long unfinishedNanos(long nowNanos) {
      return engine.getSession().getProtocol().equals(NONE_YET)
          ? nowNanos - beganNanos
          : inside.unfinishedNanos(nowNanos);
    }
  }

  /** The headers of the next request. */
  final class Headers implements Progress {

    /** After a request HTTP/2 clients still confirm what they got; so long it means nothing. */
    static final int SETTLING_LOOKS = 2;

    private final Connection connection;
    private final int settlingLooks;
    private long messages;
    private long bytes;
    private int looks;
    private boolean partial;
    private long partialSinceNanos;

    Headers(Connection connection, int settlingLooks) {
      this.connection = connection;
      this.settlingLooks = settlingLooks;
    }

    @Override
    public long unfinishedNanos(long nowNanos) {
      long messagesIn = connection.getMessagesIn();
      boolean between = messagesIn == messages && messagesIn == connection.getMessagesOut();
      looks = between ? looks + 1 : 0;
      if (!between || looks <= settlingLooks) {
        messages = messagesIn;
        partial = false;
        bytes = connection.getBytesIn();
        return 0;
      }
      if (connection.getBytesIn() == bytes) {
        return 0;
      }
      if (!partial) {
        partial = true;
        partialSinceNanos = nowNanos;
      }
      return nowNanos - partialSinceNanos;
    }
  }
}
