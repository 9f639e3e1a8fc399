package dev.freehold.server.config;

/** Whether proxies in front begin connections with a header of the PROXY protocol. */
public enum ProxyProtocol {
  /** Nothing. */
  NONE,
  /** The header of the PROXY protocol. */
  HEADER
}
