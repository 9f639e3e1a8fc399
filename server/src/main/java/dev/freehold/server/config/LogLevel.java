package dev.freehold.server.config;

/** The lowest severity of log lines that are written. */
public enum LogLevel {
  /** Only what needs a person now. */
  ERROR,
  /** What may need a person soon. */
  WARN,
  /** What the server does. */
  INFO,
  /** How it does it; for the search of faults. */
  DEBUG
}
