package dev.freehold.chaos.faults;

import dev.freehold.chaos.world.ChaosWorld;
import dev.freehold.chaos.world.FaultRelay;
import dev.freehold.chaos.world.Machine;
import dev.freehold.chaos.world.Namespaces;
import java.time.Duration;
import java.util.Optional;

/**
 * Does to the machines what is planned, and undoes it. Faults of different machines may overlap.
 */
final class FaultWork {

  private static final Duration VAULTS_ANSWER_WITHIN = Duration.ofSeconds(20);
  private static final Duration VAULTS_ARE_BACK_WITHIN = Duration.ofSeconds(60);

  private final ChaosWorld world;
  private final TenantPermissions permissions;

  FaultWork(ChaosWorld world, TenantPermissions permissions) {
    this.world = world;
    this.permissions = permissions;
  }

  /**
   * Begins a fault.
   *
   * @return what happened: a primary whose standby lacks something is only killed, and permissions
   *     that a vault did not take away in time may still be there
   */
  Optional<FaultKind> begin(PlannedFault fault) {
    Machine subject = fault.subject();
    switch (fault.kind()) {
      case KILLED -> world.process(subject).kill();
      case PAUSED -> world.process(subject).pause();
      case CUT_OFF -> Namespaces.plug(subject, false);
      case PARTED -> {
        Namespaces.blackhole(subject, other(fault));
        Namespaces.blackhole(other(fault), subject);
      }
      case UNHEARD_BY -> Namespaces.blackhole(subject, other(fault));
      case DEAF_TO -> Namespaces.blackhole(other(fault), subject);
      case SLOW -> relay(fault).delay(Duration.ofMillis(fault.amount()));
      case SWALLOWED -> relay(fault).swallow(true);
      case CLOCK_SET -> world.node(subject).clock().shift(fault.amount());
      case DISK_FULL -> world.disk(subject).fill();
      case FAILED_OVER, SPLIT -> {
        boolean promoted = world.pair().failOver(fault.kind() == FaultKind.SPLIT);
        return Optional.of(promoted ? fault.kind() : FaultKind.KILLED);
      }
      case REVOKED -> {
        return permissions.revoke(VAULTS_ANSWER_WITHIN)
            ? Optional.of(fault.kind())
            : Optional.empty();
      }
    }
    return Optional.of(fault.kind());
  }

  /** Ends it. */
  void heal(PlannedFault fault) {
    Machine subject = fault.subject();
    switch (fault.kind()) {
      case KILLED -> {
        if (subject == Machine.PG_1 || subject == Machine.PG_2) {
          world.pair().restart(subject);
        } else {
          world.process(subject).start();
        }
      }
      case PAUSED -> world.process(subject).resume();
      case CUT_OFF -> Namespaces.plug(subject, true);
      case PARTED -> {
        Namespaces.reach(subject, other(fault));
        Namespaces.reach(other(fault), subject);
      }
      case UNHEARD_BY -> Namespaces.reach(subject, other(fault));
      case DEAF_TO -> Namespaces.reach(other(fault), subject);
      case SLOW -> relay(fault).delay(Duration.ZERO);
      case SWALLOWED -> relay(fault).swallow(false);
      case CLOCK_SET -> world.node(subject).clock().shift(0);
      case DISK_FULL -> world.disk(subject).free();
      case FAILED_OVER -> world.pair().rejoin(false);
      case SPLIT -> world.pair().rejoin(true);
      case REVOKED -> giveBack();
    }
  }

  private void giveBack() {
    if (!permissions.giveBack(VAULTS_ARE_BACK_WITHIN)) {
      throw new IllegalStateException("the vaults take no permissions although they are well");
    }
  }

  private FaultRelay relay(PlannedFault fault) {
    return world.node(fault.subject()).relay(other(fault));
  }

  private static Machine other(PlannedFault fault) {
    return fault.other().orElseThrow();
  }
}
