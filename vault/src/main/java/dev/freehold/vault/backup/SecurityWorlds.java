package dev.freehold.vault.backup;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.masterkey.KeySealer;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The security worlds of one database. A world is made when the first backup needs it. It has a
 * random key, stored in the database sealed under the vault master key. Thread-safe.
 */
public final class SecurityWorlds {

  private static final String PURPOSE = "freehold-vault:security-world:v1";
  private static final String SYSTEM = "system:vault";

  private final Database database;
  private final Ledger ledger;
  private final KeySealer sealer;
  private final CryptoSuite suite;
  private final Clock clock;

  /** Worlds in {@code database}, sealed by {@code sealer} and recorded in {@code ledger}. */
  public SecurityWorlds(
      Database database, Ledger ledger, KeySealer sealer, CryptoSuite suite, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.sealer = sealer;
    this.suite = suite;
    this.clock = clock;
  }

  /** The world that seals new backups of {@code place}; the caller closes it. */
  public SecurityWorld current(WorldPlace place) {
    Optional<WorldRows.Row> present = database.read(tx -> WorldRows.latest(tx, place));
    return open(place, present.orElseGet(() -> first(place)));
  }

  /** A world of {@code place} by its id, if there is one; the caller closes it. */
  public Optional<SecurityWorld> find(UUID id, WorldPlace place) {
    return database.read(tx -> WorldRows.find(tx, id, place)).map(row -> open(place, row));
  }

  /**
   * Takes in a world that another server made. From now on it seals the new backups here as well.
   *
   * @param actor who does so, for the ledger
   * @return false if it was here already
   */
  boolean adopt(WorldPlace place, SecurityWorld world, String actor) {
    WorldRows.Row row = seal(place, world);
    return database.write(
        tx -> {
          if (WorldRows.find(tx, world.id(), place).isPresent()) {
            return false;
          }
          if (!WorldRows.insert(tx, place, row, clock.instant())) {
            throw new VaultException(
                VaultError.ALREADY_EXISTS,
                "the world is another subscription's, or one was added just now; look, then retry");
          }
          record(tx, place, "SecurityWorldImport", world.id(), actor);
          return true;
        });
  }

  /** Records what was done with a world, in the caller's transaction. */
  void record(Handle tx, WorldPlace place, String operation, UUID worldId, String actor) {
    ledger.append(
        tx,
        new LedgerEntry(
            place.tenantId(),
            actor,
            operation,
            worldId.toString(),
            Outcome.DONE,
            Map.of(
                "subscriptionId",
                place.subscriptionId().toString(),
                "geography",
                place.geography())));
  }

  /** Two that make the first world at the same time end up with the same one. */
  private WorldRows.Row first(WorldPlace place) {
    try (Key256 key = Key256.random(suite.random())) {
      WorldRows.Row made = seal(place, new SecurityWorld(UUID.randomUUID(), key));
      return database.write(
          tx -> {
            Optional<WorldRows.Row> other = WorldRows.latest(tx, place);
            if (other.isEmpty() && WorldRows.insert(tx, place, made, clock.instant())) {
              record(tx, place, "SecurityWorldCreate", made.id(), SYSTEM);
            }
            return WorldRows.latest(tx, place).orElseThrow();
          });
    }
  }

  private WorldRows.Row seal(WorldPlace place, SecurityWorld world) {
    try (Key256 under = sealer.derive(PURPOSE)) {
      byte[] sealed =
          world.key().use(raw -> new Aead(suite).seal(under, place.encodeWith(world.id()), raw));
      return new WorldRows.Row(world.id(), sealed);
    }
  }

  private SecurityWorld open(WorldPlace place, WorldRows.Row row) {
    try (Key256 under = sealer.derive(PURPOSE)) {
      byte[] raw = new Aead(suite).open(under, place.encodeWith(row.id()), row.sealed());
      return new SecurityWorld(row.id(), Key256.takeOver(raw));
    } catch (CryptoException e) {
      throw new VaultException(
          VaultError.SEALED_KEY,
          "a security world does not open: its row was altered or moved; restore the database",
          e);
    }
  }
}
