package dev.freehold.server.health;

import dev.freehold.web.http.Readiness;

/**
 * One part that a process needs.
 *
 * @param name what it is
 * @param isRequired whether the process is not ready without it; a vault that is down only degrades
 * @param probe returns if and only if the part works now
 */
public record Check(String name, boolean isRequired, Runnable probe) {

  /** How the process is, as far as this part goes. */
  Readiness look() {
    try {
      probe.run();
      return Readiness.READY;
    } catch (RuntimeException failed) {
      return isRequired ? Readiness.UNREADY : Readiness.DEGRADED;
    }
  }
}
