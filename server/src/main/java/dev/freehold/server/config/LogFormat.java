package dev.freehold.server.config;

/** How log lines look. */
public enum LogFormat {
  /** One JSON object a line, for collectors. */
  JSON,
  /** Plain text, for people. */
  TEXT
}
