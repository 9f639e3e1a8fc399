package dev.freehold.custody.jobs;

/** Tells whether users wait for this node now, so that jobs slow down. Safe for many threads. */
@FunctionalInterface
public interface ForegroundLoad {

  /** True while there is work that somebody waits for. */
  boolean isBusy();
}
