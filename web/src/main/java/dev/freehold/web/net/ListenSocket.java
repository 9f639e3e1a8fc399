package dev.freehold.web.net;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import dev.freehold.web.WebLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/**
 * A bound port without a server yet. Its number is known before the server is wired, and clients
 * that come early wait in its queue instead of being refused.
 */
public final class ListenSocket implements AutoCloseable {

  private final ServerSocketChannel channel;

  private ListenSocket(ServerSocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Binds the port; 0 takes a free one.
   *
   * @throws WebException with ADDRESS_UNUSABLE if that is not possible
   */
  public static ListenSocket bind(String address, int port) {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(new InetSocketAddress(address, port), WebLimits.ACCEPT_QUEUE_CONNECTIONS);
        return new ListenSocket(channel);
      } catch (IOException | RuntimeException failed) {
        channel.close();
        throw failed;
      }
    } catch (IOException | RuntimeException taken) {
      throw new WebException(
          WebError.ADDRESS_UNUSABLE,
          "cannot listen on %s port %d: it is taken or not an address of this machine"
              .formatted(address, port),
          taken);
    }
  }

  /**
   * Binds the port on loopback, for plain HTTP; for 0 none.
   *
   * @throws WebException with ADDRESS_UNUSABLE if that is not possible
   */
  public static Optional<ListenSocket> loopback(int port) {
    return port == 0 ? Optional.empty() : Optional.of(bind("127.0.0.1", port));
  }

  /** The port. */
  public int port() {
    return channel.socket().getLocalPort();
  }

  /** The channel itself, for the server that answers on it. */
  public ServerSocketChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new WebException(WebError.LISTEN, "a listening socket does not close", failed);
    }
  }
}
