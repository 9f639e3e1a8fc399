package dev.freehold.custody.jobs;

/** Whether people wait for this node now, so that jobs stand back. Safe for many threads. */
@FunctionalInterface
public interface ForegroundLoad {

  /** True while there is work that somebody waits for. */
  boolean isBusy();
}
