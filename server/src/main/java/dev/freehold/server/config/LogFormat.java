package dev.freehold.server.config;

/** The format of log lines. */
public enum LogFormat {
  /** One JSON object a line, for collectors. */
  JSON,
  /** Plain text, for people. */
  TEXT
}
