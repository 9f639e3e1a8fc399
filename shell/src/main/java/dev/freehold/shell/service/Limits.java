package dev.freehold.shell.service;

import java.time.Duration;

/** The limits of the cmdlets that call a service. */
public final class Limits {

  /** Rows of a page that a list cmdlet asks for. */
  public static final int PAGE_ROWS = 500;

  /** Objects of a pipeline that are sent in one request. */
  public static final int BATCH_OBJECTS = 500;

  /** So long the first object of a batch waits for others. */
  public static final Duration BATCH_WAIT = Duration.ofMillis(50);

  /** What a list cmdlet gives unless -ResultSize says otherwise. */
  public static final int DEFAULT_RESULTS = 1_000;

  /** A filter's text. */
  public static final int MAX_FILTER_CHARS = 10_000;

  /** Parentheses and negations of a filter within each other. */
  public static final int MAX_FILTER_DEPTH = 50;

  /** Records that a search of the audit log goes through before the rest needs a narrower one. */
  public static final int MAX_AUDIT_RECORDS = 50_000;

  /** Searches of the audit log whose further pages are kept. */
  public static final int MAX_AUDIT_SESSIONS = 8;

  /** Jobs that are looked at for moves. */
  public static final int MAX_JOBS = 10_000;

  /** How many moves the history of a mailbox shows. */
  public static final int MAX_MOVE_HISTORY = 100;

  private Limits() {}
}
