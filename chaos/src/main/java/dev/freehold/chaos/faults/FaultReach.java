package dev.freehold.chaos.faults;

import dev.freehold.chaos.world.Machine;
import java.util.List;
import java.util.stream.Stream;

/** To which machines something can happen. */
enum FaultReach {
  NOBODY,
  NODES,
  /** What nodes need. */
  NEEDED,
  /** Whatever may die, sleep or lose its cable. */
  ALL,
  SMALL_DISKS,
  /** Both PostgreSQL; the first stands for both. */
  PAIR,
  /** Both vaults; the first stands for both. */
  VAULTS;

  private static final List<Machine> EACH_NODE =
      List.of(Machine.NODE_1, Machine.NODE_2, Machine.NODE_3);
  private static final List<Machine> EACH_NEEDED =
      List.of(Machine.PG_1, Machine.PG_2, Machine.BLOBS, Machine.VAULT_1, Machine.VAULT_2);

  List<Machine> machines() {
    return switch (this) {
      case NOBODY -> List.of();
      case NODES -> EACH_NODE;
      case NEEDED -> EACH_NEEDED;
      case ALL -> Stream.concat(EACH_NODE.stream(), EACH_NEEDED.stream()).toList();
      case SMALL_DISKS ->
          Stream.concat(
                  EACH_NODE.stream(), Stream.of(Machine.BLOBS, Machine.VAULT_1, Machine.VAULT_2))
              .toList();
      case PAIR -> List.of(Machine.PG_1);
      case VAULTS -> List.of(Machine.VAULT_1);
    };
  }
}
