package dev.freehold.vault.http;

import dev.freehold.vault.VaultLimits;
import java.time.Duration;

/**
 * How long a listener waits for a client.
 *
 * @param idle a connection on which nothing moves for this long is closed
 * @param header a request's headers arrive within this time after their first byte
 * @param body a request's body arrives within this time
 */
public record HttpTimeouts(Duration idle, Duration header, Duration body) {

  /** The vault's limits. */
  public static final HttpTimeouts DEFAULT =
      new HttpTimeouts(
          VaultLimits.IDLE_TIMEOUT, VaultLimits.HEADER_TIMEOUT, VaultLimits.BODY_TIMEOUT);
}
