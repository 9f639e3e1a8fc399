package dev.freehold.powershell.syntax;

/** Limits on the input of the parser, so that no text takes more than a known time and memory. */
public final class SyntaxLimits {

  /** The longest script. */
  public static final int MAX_SOURCE_CHARS = 2_000_000;

  /** The most tokens of a script; each makes at most a few nodes of the tree. */
  public static final int MAX_TOKENS = 400_000;

  /** How deep values and statements may be nested; brackets around a value are two levels. */
  public static final int MAX_NESTING = 200;

  /** How many operators or accesses may follow each other at one level, e.g. {@code 1+1+1}. */
  public static final int MAX_CHAIN = 1_000;

  private SyntaxLimits() {}
}
