package dev.freehold.server.cli.options;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.server.restore.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Options that name the parts of a backup: a copied data folder, or each part by itself. */
public final class BackupOptions {

  @Parameters(
      paramLabel = "BACKUP",
      arity = "0..1",
      description = "A copy of the data folder, or of parts of it under their usual names.")
  private Path folder;

  @Option(
      names = "--database",
      paramLabel = "FILE|URL",
      description =
          "The main database: a file like freehold.db, or jdbc:postgresql://... of a "
              + "server that the dump was restored into.")
  private String database;

  @Option(
      names = "--database-user",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The role for a PostgreSQL database; it only reads.")
  private String user;

  @Option(
      names = "--database-password",
      paramLabel = "FILE",
      description = "A file with the role's password.")
  private Path passwordFile;

  @Option(names = "--blobs", paramLabel = "DIR", description = "The folder of blobs.")
  private Path blobs;

  @Option(
      names = "--availability",
      paramLabel = "FILE|URL",
      description =
          "The availability database: a file like availability.db, or "
              + "jdbc:postgresql://... of a server that the dump was restored into.")
  private String availability;

  @Option(
      names = "--availability-user",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The role for a PostgreSQL availability database; it only reads.")
  private String availabilityUser;

  @Option(
      names = "--availability-password",
      paramLabel = "FILE",
      description = "A file with that role's password.")
  private Path availabilityPasswordFile;

  @Option(
      names = "--master-key",
      paramLabel = "FILE",
      description = "The file of the service master key.")
  private Path masterKey;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description =
          "Where to copy a database that has a log beside it; the copy is deleted "
              + "afterwards (default: the system's folder for temporary files).")
  private Path scratch;

  public Backup backup(CommandLine command) throws IOException {
    if (folder == null && database == null && blobs == null && availability == null) {
      throw new ParameterException(command, "name a BACKUP folder, or at least one part of one");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new ParameterException(command, "BACKUP must be a folder, got %s".formatted(folder));
    }
    Backup backup =
        new Backup(
            database(
                command,
                "--database",
                database,
                DatabaseAccess.of(user, passwordFile),
                "freehold.db"),
            part(command, "--blobs", blobs, "blobs"),
            database(
                command,
                "--availability",
                availability,
                DatabaseAccess.of(availabilityUser, availabilityPasswordFile),
                "availability.db"),
            part(command, "--master-key", masterKey, "service-master.key"),
            part(command, "", null, "vault/vault.db"),
            scratch == null ? Path.of(System.getProperty("java.io.tmpdir")) : scratch);
    if (backup.database().isEmpty() && backup.blobs().isEmpty()) {
      throw new ParameterException(
          command,
          "the backup has neither a main database (freehold.db) nor blobs (blobs/); name them with"
              + " --database and --blobs");
    }
    return backup;
  }

  private Optional<DatabaseSettings> database(
      CommandLine command, String option, String named, DatabaseAccess access, String usual)
      throws IOException {
    if (named != null && DatabaseAccess.isPostgresql(named)) {
      return Optional.of(access.to(named));
    }
    Path file = named == null ? null : Path.of(named);
    return part(command, option, file, usual).map(DatabaseSettings.Sqlite::new);
  }

  /** What was named must be there; what is not in the folder is not in the backup. */
  private Optional<Path> part(CommandLine command, String option, Path named, String usual) {
    if (named != null) {
      if (!Files.exists(named)) {
        throw new ParameterException(command, "%s: %s is not there".formatted(option, named));
      }
      return Optional.of(named);
    }
    return Optional.ofNullable(folder).map(root -> root.resolve(usual)).filter(Files::exists);
  }
}
