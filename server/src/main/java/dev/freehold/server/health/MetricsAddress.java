package dev.freehold.server.health;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The address of the metrics, and who may read them.
 *
 * @param address to listen on
 * @param port 0 takes a free one
 * @param token the token that clients must send; without one only this machine may ask
 */
public record MetricsAddress(InetAddress address, int port, Optional<ScrapeToken> token) {

  /**
   * Checks that strangers are kept out.
   *
   * @throws ServerException CONFIGURATION_INVALID if others reach the address and need no token
   */
  public MetricsAddress {
    if (!address.isLoopbackAddress() && token.isEmpty()) {
      throw new ServerException(
          ServerError.CONFIGURATION_INVALID,
          "metrics on %s, which others reach, need a token (freehold.metrics.token, of a witness"
                  .formatted(address.getHostAddress())
              + " --metrics-token-file); set one, or stay on 127.0.0.1");
    }
  }

  /** Whether others reach it, so that nothing may pass in clear. */
  public boolean needsTls() {
    return !address.isLoopbackAddress();
  }
}
