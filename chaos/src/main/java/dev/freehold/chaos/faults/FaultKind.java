package dev.freehold.chaos.faults;

import dev.freehold.chaos.world.Machine;
import java.util.List;
import java.util.Locale;

/** What goes wrong. */
public enum FaultKind {
  /** All processes of a machine are killed; the machine starts again later. */
  KILLED(6, 500, 5_000, FaultReach.ALL, FaultReach.NOBODY),
  /** All processes of a machine are stopped, and go on where they were. */
  PAUSED(6, 500, 9_000, FaultReach.ALL, FaultReach.NOBODY),
  /** A machine's cable is unplugged. */
  CUT_OFF(5, 1_000, 10_000, FaultReach.ALL, FaultReach.NOBODY),
  /** Two machines throw away what they would send to each other. */
  PARTED(3, 1_000, 10_000, FaultReach.NODES, FaultReach.NEEDED),
  /** The first machine throws away what it would send to the second one. */
  UNHEARD_BY(2, 1_000, 10_000, FaultReach.NODES, FaultReach.NEEDED),
  /** The second machine throws away what it would send to the first one. */
  DEAF_TO(2, 1_000, 10_000, FaultReach.NODES, FaultReach.NEEDED),
  /** What goes between two machines comes late. */
  SLOW(4, 2_000, 10_000, FaultReach.NODES, FaultReach.NEEDED),
  /** Connections between two machines stay open, and nothing comes through. */
  SWALLOWED(5, 1_000, 10_000, FaultReach.NODES, FaultReach.NEEDED),
  /** A machine's clock is set to another time, and back. */
  CLOCK_SET(5, 3_000, 15_000, FaultReach.NODES, FaultReach.NOBODY),
  /** A machine's disk is full. */
  DISK_FULL(4, 2_000, 10_000, FaultReach.SMALL_DISKS, FaultReach.NOBODY),
  /** The primary is killed and the standby promoted; the old primary comes back as standby. */
  FAILED_OVER(2, 2_000, 8_000, FaultReach.PAIR, FaultReach.NOBODY),
  /** The same for a primary that is cut off and does not notice. */
  SPLIT(2, 2_000, 8_000, FaultReach.PAIR, FaultReach.NOBODY),
  /** A tenant takes away the permissions on its root keys, and gives them back. */
  REVOKED(2, 9_000, 12_000, FaultReach.VAULTS, FaultReach.NOBODY);

  private final int weight;
  private final int leastMillis;
  private final int mostMillis;
  private final FaultReach subjects;
  private final FaultReach others;

  FaultKind(int weight, int leastMillis, int mostMillis, FaultReach subjects, FaultReach others) {
    this.weight = weight;
    this.leastMillis = leastMillis;
    this.mostMillis = mostMillis;
    this.subjects = subjects;
    this.others = others;
  }

  /** Its name as people read it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** How often it is chosen, as against others. */
  int weight() {
    return weight;
  }

  /** How long it lasts at least. */
  int leastMillis() {
    return leastMillis;
  }

  /** How long it lasts at most. */
  int mostMillis() {
    return mostMillis;
  }

  /** What it can happen to. */
  List<Machine> subjects() {
    return subjects.machines();
  }

  /** The other side, for what happens between two machines; else nobody. */
  List<Machine> others() {
    return others.machines();
  }
}
