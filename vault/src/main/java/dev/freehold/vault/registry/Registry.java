package dev.freehold.vault.registry;

import java.time.Clock;

/** The rules of everything that is administered. */
public record Registry(
    Subscriptions subscriptions,
    Vaults vaults,
    DeletedVaults deleted,
    RoleAssignments roles,
    VaultDirectory directory) {

  /**
   * The rules of one server.
   *
   * @param location the region of its vaults
   * @param contents what is destroyed with a vault
   * @param clock tells the time
   */
  public static Registry of(String location, VaultContents contents, Clock clock) {
    return new Registry(
        new Subscriptions(clock),
        new Vaults(location, clock),
        new DeletedVaults(contents, clock),
        new RoleAssignments(clock),
        new VaultDirectory(clock));
  }
}
