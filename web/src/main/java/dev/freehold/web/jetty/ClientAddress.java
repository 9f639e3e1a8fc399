package dev.freehold.web.jetty;

import dev.freehold.web.net.Proxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Gives a request that came through trusted proxies the address of its client, from the {@code
 * Forwarded} headers (RFC 7239). Of them only {@code for} counts: proxies keep {@code Host} as it
 * is. Thread-safe.
 */
final class ClientAddress implements HttpConfiguration.Customizer {

  private static final String FOR = "for=";

  private final Proxies proxies;

  ClientAddress(Proxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable answerHeaders) {
    String peer = ProxyHeader.address(request.getConnectionMetaData().getRemoteSocketAddress());
    if (!request.getHeaders().contains(HttpHeader.FORWARDED) || !proxies.has(peer)) {
      return request;
    }
    List<String> chain =
        request.getHeaders().getCSV(HttpHeader.FORWARDED, true).stream()
            .map(ClientAddress::from)
            .toList();
    String client = proxies.clientOf(peer, chain);
    return client.equals(peer)
        ? request
        : new FromElsewhere(
            request,
            new InetSocketAddress(InetAddress.ofLiteral(client), Request.getRemotePort(request)));
  }

  /** The address in one element, such as {@code for="[2001:db8::1]:4711";proto=https}. */
  private static String from(String element) {
    for (String pair : element.split(";", -1)) {
      String part = pair.strip();
      if (part.toLowerCase(Locale.ROOT).startsWith(FOR)) {
        return withoutPort(part.substring(FOR.length()).replace("\"", ""));
      }
    }
    return "";
  }

  private static String withoutPort(String node) {
    int colon = node.indexOf(':');
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end < 0 ? "" : node.substring(1, end);
    }
    return colon < 0 ? node : node.substring(0, colon);
  }

  private static final class FromElsewhere extends Request.Wrapper {

    private final ConnectionMetaData connection;

    FromElsewhere(Request request, SocketAddress client) {
      super(request);
      this.connection =
          new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
            @Override
            public SocketAddress getRemoteSocketAddress() {
              return client;
            }
          };
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
      return connection;
    }
  }
}
