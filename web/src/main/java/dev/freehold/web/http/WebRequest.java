package dev.freehold.web.http;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A request as it was received, unchecked. Used by one thread. */
public interface WebRequest {

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

  /**
   * Counts what its body takes of the memory for bodies as {@code tenant}'s, in place of the
   * network's that it came from. Without effect once some of it was read.
   */
  void isFrom(Object tenant);

  /** The version of TLS that the connection speaks, {@code unknown} where it speaks none. */
  String tlsVersion();

  /** The length of the body that the client announced, or -1. */
  long bodyLength();

  /** Whether a body, or a rest of it, may still come. Throws away what of it is here already. */
  boolean isBodyLeft();

  /** The body as it comes in, without a bound on its length. Reading it waits for the client. */
  InputStream body();

  /**
   * Reads the whole body.
   *
   * @throws RequestRefusedException if it is longer than {@code maxBytes}, does not come in time or
   *     breaks off, or if there is no memory left for it
   */
  byte[] body(int maxBytes);
}
