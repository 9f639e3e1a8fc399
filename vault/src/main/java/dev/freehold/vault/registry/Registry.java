package dev.freehold.vault.registry;

import dev.freehold.vault.subscriptions.RoleAssignments;
import dev.freehold.vault.subscriptions.Subscriptions;
import java.time.Clock;

/** The rules for everything that can be administered. */
public record Registry(
    Subscriptions subscriptions,
    Vaults vaults,
    DeletedVaults deleted,
    RoleAssignments roles,
    VaultDirectory directory) {

  /**
   * The rules of one server.
   *
   * @param locations the regions that its vaults can be made in
   * @param contents what is destroyed with a vault
   * @param clock tells the time
   */
  public static Registry of(Locations locations, VaultContents contents, Clock clock) {
    return new Registry(
        new Subscriptions(clock),
        new Vaults(locations, clock),
        new DeletedVaults(contents, clock),
        new RoleAssignments(clock),
        new VaultDirectory(clock));
  }
}
