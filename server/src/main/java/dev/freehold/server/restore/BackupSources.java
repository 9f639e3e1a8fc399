package dev.freehold.server.restore;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.opening.Databases;
import java.util.Optional;

/** What of a backup has to be opened and closed. */
final class BackupSources implements AutoCloseable {

  private Optional<ServiceMasterKey> master = Optional.empty();
  private Optional<Database> availability = Optional.empty();
  private Optional<Database> main = Optional.empty();

  private BackupSources() {}

  static BackupSources open(Backup backup, CryptoSuite suite) {
    BackupSources sources = new BackupSources();
    try {
      sources.master = backup.masterKey().map(file -> FileMasterKey.openCopy(file, suite));
      sources.availability =
          backup.availability().map(settings -> Databases.openReadOnly(settings, backup.scratch()));
      sources.main =
          backup.database().map(settings -> Databases.openReadOnly(settings, backup.scratch()));
      return sources;
    } catch (RuntimeException failed) {
      sources.close();
      throw failed;
    }
  }

  Optional<ServiceMasterKey> master() {
    return master;
  }

  Optional<Database> availability() {
    return availability;
  }

  Optional<Database> main() {
    return main;
  }

  /** Copies that were made go with their databases. */
  @Override
  public void close() {
    main.ifPresent(Database::close);
    availability.ifPresent(Database::close);
    master.ifPresent(ServiceMasterKey::close);
  }
}
