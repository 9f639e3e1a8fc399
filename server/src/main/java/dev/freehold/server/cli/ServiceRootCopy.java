package dev.freehold.server.cli;

import dev.freehold.content.rescue.RootKey;
import dev.freehold.content.rescue.VaultRootKey;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.service.ServiceRoots;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The service's own root keys, from its availability database and its master key: what rescues
 * content that is under no customer's policy. A file is copied and the copy is read, because
 * opening one writes; what is sealed in it stays sealed. Deletes the copy when closed. A PostgreSQL
 * database is read where it is.
 */
final class ServiceRootCopy implements AutoCloseable {

  private static final String NAME = "availability.db";
  private static final String LOG_ENDING = "-wal";

  private final Optional<Path> folder;
  private final FileMasterKey master;
  private final Database database;
  private final RootKey key;

  private ServiceRootCopy(
      Optional<Path> folder, FileMasterKey master, Database database, CryptoSuite suite) {
    this.folder = folder;
    this.master = master;
    this.database = database;
    this.key = new VaultRootKey(new ServiceRoots(database, master, suite, Clock.systemUTC()));
  }

  /**
   * Copies and opens.
   *
   * @param availability the database's file; the log beside it is copied too
   * @param masterKey the file of the service master key
   * @throws dev.freehold.custody.CustodyException if the master key cannot be had
   * @throws dev.freehold.persistence.PersistenceException if it is not such a database
   */
  static ServiceRootCopy open(Path availability, Path masterKey, CryptoSuite suite)
      throws IOException {
    if (!Files.isRegularFile(availability)) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID,
          "--availability-db names the file availability.db of the data folder or a copy of it; %s"
                  .formatted(availability)
              + " is no file");
    }
    Path folder = Files.createTempDirectory("freehold-rescue");
    try {
      return open(availability, folder, FileMasterKey.open(masterKey, suite), suite);
    } catch (IOException | RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  /**
   * Opens a PostgreSQL database to be read.
   *
   * @throws dev.freehold.custody.CustodyException if the master key cannot be had
   * @throws dev.freehold.persistence.PersistenceException if it cannot be reached
   */
  static ServiceRootCopy over(
      DatabaseSettings.Postgresql availability, Path masterKey, CryptoSuite suite) {
    FileMasterKey master = FileMasterKey.open(masterKey, suite);
    try {
      Path noCopy = Path.of(System.getProperty("java.io.tmpdir"));
      Database database = Databases.openReadOnly(availability, noCopy);
      return new ServiceRootCopy(Optional.empty(), master, database, suite);
    } catch (RuntimeException e) {
      master.close();
      throw e;
    }
  }

  private static ServiceRootCopy open(
      Path availability, Path folder, FileMasterKey master, CryptoSuite suite) throws IOException {
    try {
      Path copy = Files.copy(availability, folder.resolve(NAME));
      Path log = availability.resolveSibling(availability.getFileName() + LOG_ENDING);
      if (Files.isRegularFile(log)) {
        Files.copy(log, folder.resolve(NAME + LOG_ENDING));
      }
      Database database =
          Databases.open(
              new DatabaseSettings.Sqlite(copy), List.of(CustodyMigrations.AVAILABILITY));
      return new ServiceRootCopy(Optional.of(folder), master, database, suite);
    } catch (IOException | RuntimeException e) {
      master.close();
      throw e;
    }
  }

  /** Unwraps what the service's own roots wrapped. */
  RootKey key() {
    return key;
  }

  @Override
  public void close() throws IOException {
    database.close();
    master.close();
    if (folder.isPresent()) {
      delete(folder.get());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
