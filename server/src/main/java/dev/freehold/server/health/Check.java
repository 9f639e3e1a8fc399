package dev.freehold.server.health;

import dev.freehold.web.http.Readiness;

/**
 * A health check of one part of a process.
 *
 * @param name the name of the part
 * @param isRequired whether the process is not ready without it; otherwise it is only degraded, as
 *     with a vault that is down
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
