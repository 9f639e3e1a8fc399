package dev.freehold.powershell.run.binding;

import dev.freehold.powershell.run.error.ShellError;

/** A running cmdlet's access to the shell. Only for the thread that runs it. */
public interface Invocation {

  /** What is bound now; changes with each object of the pipeline. */
  Bound bound();

  /** The cmdlet that runs. */
  CmdletInfo info();

  /**
   * Hands an object to the next command; a list goes element by element.
   *
   * @param value null is handed on as a value
   */
  void write(Object value);

  /** The same, but a list stays one object. */
  void writeWhole(Object value);

  /** Reports an error and goes on, unless {@code -ErrorAction} says otherwise. */
  void error(ShellError error);

  /** Shows a warning. */
  void warning(String message);

  /** Shows detail if asked with {@code -Verbose}. */
  void verbose(String message);

  /** Shows detail if asked with {@code -Debug}. */
  void debug(String message);

  /** Writes to the information stream. */
  void information(Object message);

  /**
   * Shows the progress of long work.
   *
   * @param percent 0 to 100; negative if not known; above 100 when done
   */
  void progress(String activity, String status, int percent);

  /**
   * Asks by the rules of {@code -WhatIf}, {@code -Confirm} and the cmdlet's impact.
   *
   * @param target what is acted on
   * @param action what is done to it
   * @return whether to do it
   */
  default boolean shouldProcess(String target, String action) {
    return shouldProcess(target, action, Consequences.none());
  }

  /**
   * The same for what has consequences of its own.
   *
   * @param consequences shown with {@code -WhatIf} and in the question; as warnings if nobody is
   *     asked
   */
  boolean shouldProcess(String target, String action, Consequences consequences);

  /**
   * Tells whether nothing is to be done, only said: {@code -WhatIf}, or the preference for it. Then
   * {@link #shouldProcess(String, String)} is false.
   */
  boolean isWhatIf();

  /**
   * Asks the user whatever {@code -Confirm} says; a script without a terminal fails here.
   *
   * @return whether to go on
   */
  default boolean shouldContinue(String query, String caption) {
    return shouldContinue(query, caption, Consequences.none());
  }

  /** The same for what has consequences of its own, which the question shows. */
  boolean shouldContinue(String query, String caption, Consequences consequences);

  /** Ends what stands before this cmdlet in the pipeline; does not return. */
  void stopUpstream();

  /** Throws if the user has cancelled; for loops that neither read nor write objects. */
  void checkCancelled();
}
