package dev.freehold.server.coverage;

import java.util.List;

/**
 * What the tables of each database hold.
 *
 * @param main the service's metadata
 * @param availability availability keys, apart from everything else
 * @param vault the vaults of a service's process
 * @param standaloneVault vaults that run alone
 */
public record DatabaseRules(
    List<TableRule> main,
    List<TableRule> availability,
    List<TableRule> vault,
    List<TableRule> standaloneVault) {

  /** Copies the lists. */
  public DatabaseRules {
    main = List.copyOf(main);
    availability = List.copyOf(availability);
    vault = List.copyOf(vault);
    standaloneVault = List.copyOf(standaloneVault);
  }
}
