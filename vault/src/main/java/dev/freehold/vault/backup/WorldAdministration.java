package dev.freehold.vault.backup;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.persistence.Database;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.subscriptions.Subscriptions;
import java.util.UUID;

/**
 * Copies security worlds between servers, from inside their processes: afterwards a backup made on
 * one can be restored on the other, in the same subscription and geography. Thread-safe.
 */
public final class WorldAdministration {

  private final Database database;
  private final SecurityWorlds worlds;
  private final Subscriptions subscriptions;
  private final CryptoSuite suite;
  private final String actor;

  /**
   * @param database holds worlds and subscriptions
   * @param worlds the worlds
   * @param subscriptions whose worlds they are
   * @param suite seals what is carried
   * @param actor who acts, as the ledger names it
   */
  public WorldAdministration(
      Database database,
      SecurityWorlds worlds,
      Subscriptions subscriptions,
      CryptoSuite suite,
      String actor) {
    this.database = database;
    this.worlds = worlds;
    this.subscriptions = subscriptions;
    this.suite = suite;
    this.actor = actor;
  }

  /**
   * Packs the world that seals the backups of a subscription's vaults in {@code geography}.
   *
   * @throws VaultException NOT_FOUND if there is no such subscription
   */
  public WorldTransfer export(UUID subscriptionId, String geography) {
    WorldPlace place =
        new WorldPlace(subscription(subscriptionId).tenantId(), subscriptionId, geography);
    try (SecurityWorld world = worlds.current(place)) {
      WorldTransfer transfer = WorldTransfer.pack(place, world, suite);
      database.write(
          tx -> {
            worlds.record(tx, place, "SecurityWorldExport", world.id(), actor);
            return null;
          });
      return transfer;
    }
  }

  /**
   * Takes in a world that {@link #export} packed elsewhere. It seals the new backups from now on;
   * those of worlds that were here before can still be restored.
   *
   * @return false if it was here already
   * @throws VaultException INVALID if the parts do not belong together, NOT_FOUND if the
   *     subscription is not here or is another tenant's
   */
  public boolean take(WorldTransfer transfer) {
    WorldTransfer.Contents contents = transfer.unpack(suite);
    try (SecurityWorld world = contents.world()) {
      WorldPlace place = contents.place();
      if (!subscription(place.subscriptionId()).tenantId().equals(place.tenantId())) {
        throw notFound();
      }
      return worlds.adopt(place, world, actor);
    }
  }

  private Subscription subscription(UUID id) {
    return database
        .read(tx -> subscriptions.find(tx, id))
        .orElseThrow(WorldAdministration::notFound);
  }

  private static VaultException notFound() {
    return new VaultException(
        VaultError.NOT_FOUND, "this tenant has no such subscription here; make it first");
  }
}
