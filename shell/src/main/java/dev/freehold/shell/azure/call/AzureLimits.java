package dev.freehold.shell.azure.call;

/** The limits of the Az cmdlets' input and requests. */
public final class AzureLimits {

  /** How many pages of one list are read. */
  static final int MAX_PAGES = 10_000;

  /** How many ids the directory is asked for at once. */
  static final int MAX_IDS = 100;

  /** The largest backup, key file or policy file that is read. */
  static final int MAX_FILE_BYTES = 4 << 20;

  /** How much of a server's answer an error shows. */
  static final int MAX_CONTENT_CHARS = 2_000;

  /** How often a subscription is asked for before the first is taken. */
  public static final int MAX_QUESTIONS = 3;

  private AzureLimits() {}
}
