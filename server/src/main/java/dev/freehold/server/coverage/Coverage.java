package dev.freehold.server.coverage;

import dev.freehold.content.blob.s3.S3BlobStore;
import dev.freehold.content.blob.s3.S3Settings;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.SchemaReader;
import dev.freehold.persistence.opening.SchemaSnapshot;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.config.VaultConnectionEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds every place where a server stores bytes. It starts from the files and columns that exist
 * and looks up the rule of each, so that it also finds places that nobody thought of. It changes
 * nothing but SQLite's index of a log that a killed server left ({@code -shm}), and a server may
 * run meanwhile.
 */
public final class Coverage {

  private final ServerSettings settings;
  private final DatabaseRules rules;
  private final Path root;
  private final boolean isStandaloneVault;

  /**
   * Looks at the data folder that {@code settings} name.
   *
   * @param rules what the tables there hold
   * @throws ServerException with {@code DATA_FOLDER_UNUSABLE} if it is not there
   */
  public Coverage(ServerSettings settings, DatabaseRules rules) throws IOException {
    if (!Files.isDirectory(settings.dataFolder())) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE,
          "%s is no folder; --data names the data folder of a server"
              .formatted(settings.dataFolder()));
    }
    this.settings = settings;
    this.rules = rules;
    this.root = settings.dataFolder().toRealPath();
    this.isStandaloneVault = isStandaloneVault(root);
  }

  /** Whether a data folder is one of vaults that run alone. */
  public static boolean isStandaloneVault(Path dataFolder) {
    return Files.exists(dataFolder.resolve("administrator.json"))
        || Files.exists(dataFolder.resolve("issuer.key"));
  }

  /**
   * Makes the report.
   *
   * @throws dev.freehold.persistence.PersistenceException if a database cannot be read
   * @throws dev.freehold.content.ContentException if an S3 store cannot be listed
   */
  public CoverageReport report() throws IOException {
    List<Place> places = new ArrayList<>();
    List<FileRule> ofFiles = isStandaloneVault ? FileRules.standaloneVault() : FileRules.service();
    places.addAll(new FolderWalk(root, ofFiles).places());
    settings.remoteBlobs().ifPresent(remote -> places.addAll(remote(remote)));
    places.addAll(isStandaloneVault ? standaloneVault() : service());
    for (VaultConnectionEntry entry : settings.keys().vaultConnections()) {
      places.add(connection(entry.file()));
    }
    places.addAll(new StatedPlaces(settings).places());
    places.sort(Comparator.comparing(Place::area));
    return new CoverageReport(root, places);
  }

  private List<Place> service() {
    List<Place> places = new ArrayList<>(main("freehold.db", rules.main()));
    places.addAll(
        database(
            settings.availability(),
            "PostgreSQL for availability keys",
            "availability.db",
            "freehold.availability.url",
            rules.availability()));
    places.addAll(file("vault/vault.db", rules.vault()));
    return places;
  }

  private List<Place> standaloneVault() {
    return main("vault.db", rules.standaloneVault());
  }

  private List<Place> main(String name, List<TableRule> rules) {
    return database(settings.database(), "PostgreSQL", name, "freehold.database.url", rules);
  }

  /** A database that may be in PostgreSQL. */
  private List<Place> database(
      ServerSettings.DatabaseChoice choice,
      String place,
      String file,
      String setting,
      List<TableRule> rules) {
    if (choice.url().isEmpty()) {
      return file(file, rules);
    }
    SchemaSnapshot found =
        SchemaReader.read(
            new DatabaseSettings.Postgresql(
                choice.url(), choice.user(), choice.password().reveal(), choice.connections()));
    List<Place> places = new ArrayList<>();
    places.add(
        new Place(
            Area.DATABASES,
            place,
            "what %s is without a %s".formatted(file, setting),
            Protection.asTables(),
            new Presence(Presence.State.PRESENT, 0, found.bytes())));
    places.addAll(new TableCheck(place, rules).places(Optional.of(found)));
    return places;
  }

  private List<Place> file(String name, List<TableRule> rules) {
    Path file = root.resolve(name);
    Optional<SchemaSnapshot> found =
        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            ? Optional.of(SchemaReader.read(new DatabaseSettings.Sqlite(file)))
            : Optional.empty();
    return new TableCheck(name, rules).places(found);
  }

  private static List<Place> remote(S3Settings remote) {
    try (S3BlobStore blobs = S3BlobStore.open(remote, Clock.systemUTC())) {
      return new RemotePlaces("bucket " + remote.bucket(), blobs).places();
    }
  }

  private static Place connection(Path file) throws IOException {
    String what = "client secret for vaults that other processes run";
    if (!Files.exists(file)) {
      return new Place(
          Area.SECRETS, file.toString(), what, Protection.fileRights(), Presence.ABSENT);
    }
    Presence presence = Presence.of(1, Files.size(file));
    return FileCheck.OWNER_ONLY
        .fault(file, file.toString())
        .map(
            fault ->
                new Place(
                    Area.FINDINGS,
                    file.toString(),
                    fault,
                    new Protection(Means.WRONG, "differs from its rule"),
                    presence))
        .orElseGet(
            () ->
                new Place(Area.SECRETS, file.toString(), what, Protection.fileRights(), presence));
  }
}
