package dev.freehold.server.http;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * The address by which a client reached the server. It may differ from the configured one: ports
 * are forwarded and machines have several names. Use it only in answers to that same client, never
 * for the issuer in tokens.
 */
public final class ReachedAddress {

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

  private ReachedAddress() {}

  /** The address in the Host header, or the configured one if the header names no host. */
  public static URI of(Exchange exchange, URI configured) {
    return exchange
        .header("Host")
        .filter(host -> HOST.matcher(host).matches())
        .map(host -> URI.create("https://" + host))
        .orElse(configured);
  }
}
