package dev.freehold.custody.operators;

/** Who named an operator. */
public enum OperatorOrigin {
  /** The first start of the server, where there was none. */
  FIRST_START,
  /** Anyone who writes the server's configuration. */
  CONFIGURATION
}
