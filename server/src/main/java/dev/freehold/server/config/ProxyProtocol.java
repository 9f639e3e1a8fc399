package dev.freehold.server.config;

/** What proxies in front put before the first byte of a connection. */
public enum ProxyProtocol {
  /** Nothing. */
  NONE,
  /** The header of the PROXY protocol. */
  HEADER
}
