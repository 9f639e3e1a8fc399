package dev.freehold.vault.wire;

import java.util.List;
import java.util.Optional;

/** A request as it came over the wire, nothing of it checked. */
public interface IncomingRequest {

  /** The HTTP method, in the spelling of the client. */
  String method();

  /** The host the client typed, without the port, in lower case. */
  String host();

  /** The port the client typed, 443 if none. */
  int port();

  /** The path, still percent-encoded. */
  String rawPath();

  /** The query without its question mark, still percent-encoded, empty if there is none. */
  String rawQuery();

  /** A header's first value. */
  Optional<String> header(String name);

  /** The names of all header lines, a name as often as it came. */
  List<String> headerNames();

  /** The address of the peer. */
  String remoteAddress();

  /** The version of TLS that the connection speaks. */
  String tlsVersion();

  /**
   * Reads the body.
   *
   * @throws WireError 413 if it is longer than {@code maxBytes}, 408 if it does not come in time,
   *     400 if it breaks off
   */
  byte[] body(int maxBytes);
}
