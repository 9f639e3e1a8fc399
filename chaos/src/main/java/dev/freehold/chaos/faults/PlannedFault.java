package dev.freehold.chaos.faults;

import dev.freehold.chaos.world.Machine;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One fault of a storm.
 *
 * @param at when it begins, after the storm's beginning
 * @param lasts after which it is healed
 * @param other the other side, for what happens between two machines
 * @param amount by how many seconds a clock is off, or by how many milliseconds everything comes
 *     late
 */
public record PlannedFault(
    FaultKind kind,
    Duration at,
    Duration lasts,
    Machine subject,
    Optional<Machine> other,
    int amount) {

  private static final Set<Machine> PAIR = EnumSet.of(Machine.PG_1, Machine.PG_2);
  private static final Set<Machine> VAULTS = EnumSet.of(Machine.VAULT_1, Machine.VAULT_2);

  /** When it is healed, after the storm's beginning. */
  Duration until() {
    return at.plus(lasts);
  }

  /** To whom nothing else may happen meanwhile. The two PostgreSQL count as one. */
  Set<Machine> machines() {
    EnumSet<Machine> machines = EnumSet.of(subject);
    other.ifPresent(machines::add);
    if (machines.removeAll(PAIR)) {
      machines.addAll(PAIR);
    }
    if (kind == FaultKind.REVOKED) {
      machines.addAll(VAULTS);
    }
    return machines;
  }

  /** Whether the two cannot happen at the same time. */
  boolean excludes(PlannedFault fault) {
    return at.compareTo(fault.until()) < 0
        && fault.at.compareTo(until()) < 0
        && machines().stream().anyMatch(fault.machines()::contains);
  }

  /** In words, for the log. */
  @Override
  public String toString() {
    String what = kind.word();
    String who = subject + other.map(machine -> " " + machine).orElse("");
    return switch (kind) {
      case SLOW -> "%s: %s by %d ms".formatted(who, what, amount);
      case CLOCK_SET -> "%s: %s by %+d s".formatted(who, what, amount);
      case KILLED, PAUSED, CUT_OFF, PARTED, UNHEARD_BY, DEAF_TO, SWALLOWED, DISK_FULL ->
          "%s: %s".formatted(who, what);
      case FAILED_OVER, SPLIT -> "the databases: " + what;
      case REVOKED -> "the tenant's root keys: " + what;
    };
  }
}
