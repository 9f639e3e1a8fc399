package dev.freehold.powershell.run;

/** The limits of a running script. */
public final class RunLimits {

  /** How deep functions, blocks and scripts may call each other. */
  public static final int MAX_CALL_DEPTH = 1_000;

  /** The stack of the thread that runs scripts; only what is used takes memory. */
  static final long STACK_BYTES = 512L << 20;

  /** The most errors that {@code $Error} keeps. */
  public static final int MAX_ERRORS = 256;

  /** The largest script file. */
  public static final long MAX_SCRIPT_BYTES = 4L << 20;

  /** The largest file that is read into one value. */
  public static final long MAX_READ_BYTES = 256L << 20;

  private RunLimits() {}
}
