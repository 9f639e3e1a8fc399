package dev.freehold.server.stores;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.SameDatabase;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.config.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the availability database of a service is.
 *
 * @param settings a PostgreSQL database, which several nodes can share, or the file
 * @param file the file in the data folder, whether it is the database or not
 */
public record AvailabilityPlace(DatabaseSettings settings, Path file) {

  private static final Logger LOG = LoggerFactory.getLogger(AvailabilityPlace.class);

  /** The place that is configured. */
  public static AvailabilityPlace of(ServerSettings settings, DataFolder folder) {
    Path file = folder.availabilityDatabase();
    return new AvailabilityPlace(Stores.choice(settings.availability(), file), file);
  }

  /** Its name for messages, without a password. */
  public String shown() {
    return settings.shown();
  }

  /** Whether it is a file, and that is not there. */
  boolean isAbsent() {
    return settings instanceof DatabaseSettings.Sqlite && !Files.exists(file);
  }

  /**
   * Refuses a start that has two availability databases, of which one would be forgotten.
   *
   * @throws ServerException with {@code CONFIGURATION_INVALID}
   */
  void requireOnlyOne() {
    if (settings instanceof DatabaseSettings.Postgresql && Files.exists(file)) {
      throw new ServerException(
          ServerError.CONFIGURATION_INVALID,
          ("freehold.availability.url names %s, and %s is there too. 'freehold availability move'"
                  + " moves the file's keys there and destroys the file; take away a file that is"
                  + " only a copy")
              .formatted(shown(), file));
    }
  }

  /**
   * Refuses the main database. A copy of it would have the availability keys too, and nothing would
   * stand between a copy and what it opens.
   *
   * @throws ServerException with {@code CONFIGURATION_INVALID}
   */
  void requireApartFrom(DatabaseSettings main) {
    if (SameDatabase.is(settings, main)) {
      throw new ServerException(
          ServerError.CONFIGURATION_INVALID,
          ("freehold.availability.url and freehold.database.url lead to one database, %s; make"
                  + " another database for availability keys, best on a server of its own")
              .formatted(shown()));
    }
  }

  /** Says so where the main database is ready for several nodes, and this one is not. */
  void warnOfOneNode(DatabaseSettings main) {
    if (main instanceof DatabaseSettings.Postgresql
        && settings instanceof DatabaseSettings.Sqlite) {
      LOG.warn(
          "the main database is {}, and availability keys are in {}: this is for one node only; for"
              + " several, set freehold.availability.url and run 'freehold availability move'",
          main.shown(),
          shown());
    }
  }
}
