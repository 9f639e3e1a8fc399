package dev.freehold.server.health;

import dev.freehold.custody.faults.Fault;
import dev.freehold.web.http.Readiness;
import java.util.Optional;
import java.util.Set;

/**
 * A health check of one part of a process.
 *
 * @param name the name of the part
 * @param isRequired whether the process is not ready without it; otherwise it is only degraded
 * @param cause what it is called if the part does not work, which then decides how the process is
 * @param probe returns if and only if the part works now
 */
public record Check(String name, boolean isRequired, Optional<Cause> cause, Runnable probe) {

  /** A check of a part whose failing has no code of its own. */
  public Check(String name, boolean isRequired, Runnable probe) {
    this(name, isRequired, Optional.empty(), probe);
  }

  /** A check of a part whose failing is {@code cause}, unless a full disk is the reason. */
  public Check(String name, Cause cause, Runnable probe) {
    this(name, cause.readiness() == Readiness.UNREADY, Optional.of(cause), probe);
  }

  /**
   * What a look came to.
   *
   * @param readiness how the process is, as far as this part goes
   * @param causes why, where that has a code
   */
  record Found(Readiness readiness, Set<Cause> causes) {

    static final Found NOTHING = new Found(Readiness.READY, Set.of());

    static Found of(Set<Cause> causes) {
      Readiness worst = Readiness.READY;
      for (Cause cause : causes) {
        worst = cause.readiness().compareTo(worst) > 0 ? cause.readiness() : worst;
      }
      return new Found(worst, causes);
    }
  }

  Found look() {
    try {
      probe.run();
      return Found.NOTHING;
    } catch (CausesFoundException found) {
      return Found.of(found.causes());
    } catch (RuntimeException failed) {
      return isFull(failed) ? Found.of(Set.of(Cause.DISK_FULL)) : failed();
    }
  }

  /** What a part comes to that does not work, or does not say in time whether it does. */
  Found failed() {
    return cause
        .map(known -> Found.of(Set.of(known)))
        .orElseGet(() -> new Found(isRequired ? Readiness.UNREADY : Readiness.DEGRADED, Set.of()));
  }

  private static boolean isFull(RuntimeException failed) {
    return Fault.of(failed)
        .filter(fault -> fault == Fault.DATABASE_FULL || fault == Fault.BLOB_STORE_FULL)
        .isPresent();
  }
}
