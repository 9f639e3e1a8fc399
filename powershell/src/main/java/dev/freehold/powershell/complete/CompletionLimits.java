package dev.freehold.powershell.complete;

import java.time.Duration;

/** The limits of tab completion. */
public final class CompletionLimits {

  /** How long a server may take to tell names. */
  public static final Duration MAX_LIVE_WAIT = Duration.ofSeconds(1);

  /** The most names that a server is asked for. */
  public static final int MAX_LIVE_VALUES = 200;

  /** The most entries of a folder that are looked at. */
  static final int MAX_FOLDER_ENTRIES = 5_000;

  private CompletionLimits() {}
}
