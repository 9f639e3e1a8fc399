package dev.freehold.server.stores;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.availability.AvailabilityMove;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.operators.Operators;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.config.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves the availability database from the data folder into the PostgreSQL database that is
 * configured, and destroys the file. It may be killed at any moment and run again: {@link
 * AvailabilityMove} says why no start then takes the wrong one.
 */
public final class AvailabilityMover {

  private final AvailabilityPlace place;
  private final DatabaseSettings mainSettings;

  private AvailabilityMover(AvailabilityPlace place, DatabaseSettings mainSettings) {
    this.place = place;
    this.mainSettings = mainSettings;
  }

  /**
   * The result of a move.
   *
   * @param rows how many rows were moved; 0 if an earlier move had moved them already
   * @param place where the availability database is now, for people
   * @param isDestroyed whether there was a file to destroy
   */
  public record Moved(long rows, String place, boolean isDestroyed) {}

  /**
   * Moves, while no node runs.
   *
   * @throws ServerException {@code CONFIGURATION_INVALID} if no other database is configured,
   *     {@code DATA_FOLDER_UNUSABLE} if the folder is no service's, {@code DATA_FOLDER_IN_USE} if
   *     the node runs, {@code INPUT_INVALID} if the other database is in use
   * @throws CustodyException {@code AVAILABILITY_DATABASE_LOST} if the file is not there, or not
   *     the service's own
   */
  public static Moved run(ServerSettings settings) {
    if (settings.availability().url().isEmpty()) {
      throw new ServerException(
          ServerError.CONFIGURATION_INVALID,
          "freehold.availability.url names the database to move to; set it");
    }
    requireService(settings.dataFolder());
    try (DataFolder folder = DataFolder.take(settings.dataFolder())) {
      NativeFiles.unpackInto(folder.nativeFiles());
      DatabaseSettings main = Stores.choice(settings.database(), folder.database());
      return new AvailabilityMover(AvailabilityPlace.of(settings, folder), main).move();
    }
  }

  /** Every start of a service makes a master key first. */
  private static void requireService(Path root) {
    if (!Files.exists(root.resolve("service-master.key"))) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE,
          "%s is no data folder of a service; name it with --data".formatted(root));
    }
  }

  private Moved move() {
    place.requireApartFrom(mainSettings);
    try (Database main = Databases.open(mainSettings, Schemas.MAIN);
        Database target = Databases.open(place.settings(), Schemas.AVAILABILITY)) {
      AvailabilityMove move = new AvailabilityMove(main, target);
      long rows =
          switch (move.target()) {
            case FREE -> copy(move, main);
            case OWN -> 0;
            case TAKEN ->
                throw new ServerException(
                    ServerError.INPUT_INVALID,
                    ("the database %s is another service's, or has an older copy of this one's;"
                            + " make an empty one and name it in freehold.availability.url")
                        .formatted(place.shown()));
          };
      // Before anything is destroyed.
      OwnAvailability.requireSound(move.look(), place.shown(), AvailabilityLoss.REFUSE);
      return new Moved(rows, place.shown(), DestroyedFile.destroy(place.file()));
    }
  }

  private long copy(AvailabilityMove move, Database main) {
    Path file = place.file();
    if (!Files.exists(file)) {
      throw new CustodyException(
          CustodyError.AVAILABILITY_DATABASE_LOST,
          "the availability database %s is not there; nothing was moved".formatted(file));
    }
    try (Database source =
        Databases.open(new DatabaseSettings.Sqlite(file), Schemas.AVAILABILITY)) {
      OwnAvailability.requireSound(move.look(source), file.toString(), AvailabilityLoss.REFUSE);
      Clock clock = Clock.systemUTC();
      Ledger ledger = new Ledger(main, clock);
      Optional<UUID> operators =
          new Tenants(main, ledger, clock).findByName(Operators.TENANT).map(Tenant::id);
      return move.run(source, place.shown(), operators, ledger);
    }
  }
}
