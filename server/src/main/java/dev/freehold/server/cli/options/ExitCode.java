package dev.freehold.server.cli.options;

/** The meanings of the command's exit codes. They are stable: scripts rely on them. */
public final class ExitCode {

  /** Everything was done. */
  public static final int OK = 0;

  /** It ran to its end, but not everything held: a message failed, a check did not pass. */
  public static final int INCOMPLETE = 1;

  /** The command line is not understood (picocli's own code). */
  public static final int USAGE = 2;

  /** Something named on the command line or in the configuration is wrong; nothing was done. */
  public static final int INVALID_INPUT = 3;

  /** {@code restore-check} alone: what was purged could be opened, or might be. */
  public static final int PURGED_OPENABLE = 3;

  /** It could not start or reach what it needs: no JDK, port taken, server down. */
  public static final int UNAVAILABLE = 4;

  /** The server answered and refused: not allowed, not there, or not now. */
  public static final int REFUSED = 5;

  /** A fault of the program itself. */
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
