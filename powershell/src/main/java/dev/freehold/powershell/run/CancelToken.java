package dev.freehold.powershell.run;

/** Tells a running script that the user has cancelled it. For several threads. */
public final class CancelToken {

  private volatile boolean cancelled;

  /** Asks the script to end, which it does before its next statement or object. */
  public void cancel() {
    cancelled = true;
  }

  /** Tells whether the script was asked to end. */
  public boolean isCancelled() {
    return cancelled;
  }

  void check() {
    if (cancelled) {
      throw new Flow.Cancelled();
    }
  }
}
