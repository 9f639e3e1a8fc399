package dev.freehold.powershell.terminal;

import java.time.Duration;

/** Bounds and measures of the terminal. */
final class TerminalLimits {

  /** How wide lines are where there is no terminal. */
  static final int DEFAULT_WIDTH_CHARS = 120;

  /** How many lines a page has where the terminal does not tell. */
  static final int DEFAULT_HEIGHT_LINES = 24;

  /** The most lines that the history keeps in memory. */
  static final int MAX_HISTORY_LINES = 4_096;

  /** The most lines that the history's file keeps. */
  static final int MAX_HISTORY_FILE_LINES = 10_000;

  /** The longest secret that is typed. */
  static final int MAX_SECRET_CHARS = 8_192;

  /** How often waiting for a key looks whether the user has cancelled. */
  static final Duration KEY_POLL = Duration.ofMillis(100);

  /** How often progress is drawn at most. */
  static final Duration PROGRESS_INTERVAL = Duration.ofMillis(100);

  /** How long the end of a process waits for its script to end. */
  static final Duration MAX_END_WAIT = Duration.ofSeconds(2);

  /** The most completions that are listed without asking. */
  static final int MAX_LISTED = 100;

  private TerminalLimits() {}
}
