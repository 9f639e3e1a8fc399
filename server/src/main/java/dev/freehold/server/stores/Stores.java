package dev.freehold.server.stores;

import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.StoreParts;
import dev.freehold.content.sweep.StoreBinding;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.KeyAccess;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.server.certificates.ListenerCertificates;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Closer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All stores that are opened from the data folder.
 *
 * @param database the service's metadata
 * @param availability availability keys, apart from everything else
 * @param vault the vaults' database; empty if there are no vaults here, or it cannot be opened
 * @param blobs in a folder or a bucket
 * @param certificates of all listeners
 */
public record Stores(
    CryptoSuite crypto,
    Database database,
    Database availability,
    Optional<Database> vault,
    BlobStore blobs,
    ListenerCertificates certificates) {

  private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

  /**
   * Opens everything, the slow parts at the same time; the closer closes it.
   *
   * @param loss whether a start goes on without availability keys that are lost
   * @throws dev.freehold.server.ServerException if a folder cannot be used, or something is missing
   */
  public static Stores open(
      ServerSettings settings,
      DataFolder folder,
      AvailabilityLoss loss,
      Clock clock,
      Closer closer) {
    AvailabilityPlace place = AvailabilityPlace.of(settings, folder);
    place.requireOnlyOne();
    DatabaseSettings choice = choice(settings.database(), folder.database());
    NativeFiles.unpackInto(folder.nativeFiles());
    try (Parallel parallel = new Parallel()) {
      var crypto = parallel.start(() -> CryptoSuite.select(settings.crypto()));
      var main = parallel.start(() -> closer.add(Databases.open(choice, Schemas.MAIN)));
      FirstStart.requireNothingMissing(folder, place, main::get, loss);
      var availability =
          parallel.start(
              () -> {
                place.requireApartFrom(choice);
                place.warnOfOneNode(choice);
                return closer.add(Databases.open(place.settings(), Schemas.AVAILABILITY));
              });
      var vault = parallel.start(() -> vault(settings, folder, closer));
      var certificates = parallel.start(() -> certificates(settings, folder, crypto, clock));
      var blobs = parallel.start(() -> blobs(settings, folder, crypto, main, clock, closer));
      return new Stores(
          crypto.get(),
          main.get(),
          availability.get(),
          vault.get(),
          blobs.get(),
          certificates.get());
    }
  }

  /** A vault that cannot be opened degrades the service and does not keep it from starting. */
  private static Optional<Database> vault(
      ServerSettings settings, DataFolder folder, Closer closer) {
    switch (settings.vaults().builtIn()) {
      case NONE -> {
        return Optional.empty();
      }
      case LOCAL -> makeFolder(folder.vault());
    }
    try {
      Path file = folder.vault().resolve("vault.db");
      return Optional.of(
          closer.add(Databases.open(new DatabaseSettings.Sqlite(file), Schemas.VAULT)));
    } catch (PersistenceException failed) {
      LOG.atError().addKeyValue("code", failed.code()).log("vault: {}", failed.getMessage());
      return Optional.empty();
    }
  }

  /** Made with what the crypto suite puts forward for them. */
  private static ListenerCertificates certificates(
      ServerSettings settings, DataFolder folder, Parallel.Part<CryptoSuite> crypto, Clock clock) {
    crypto.get();
    return ListenerCertificates.ofService(settings, folder.authority(), clock);
  }

  private static BlobStore blobs(
      ServerSettings settings,
      DataFolder folder,
      Parallel.Part<CryptoSuite> crypto,
      Parallel.Part<Database> main,
      Clock clock,
      Closer closer) {
    if (settings.remoteBlobs().isPresent()) {
      return RemoteBlobs.open(settings.remoteBlobs().get(), clock, closer);
    }
    RandomSource random = crypto.get().random();
    Optional<String> known = StoreBinding.knownIdentity(main.get());
    if (known.isPresent()) {
      return FolderBlobStore.openKnown(folder.blobs(), known.get(), random);
    }
    makeFolder(folder.blobs());
    return bound(folder, main.get(), random);
  }

  /** Bound before anything is stored: afterwards an empty mount point would look like a new one. */
  private static BlobStore bound(DataFolder folder, Database database, RandomSource random) {
    BlobStore store = FolderBlobStore.open(folder.blobs(), random);
    try {
      String identity = new StoreBinding(database, store, random).bindNew();
      return FolderBlobStore.openKnown(folder.blobs(), identity, random);
    } catch (ContentException notNow) {
      // The sweeper tries again, and says if it is a store of another database.
      LOG.atError().addKeyValue("code", notNow.code()).log("blobs: {}", notNow.getMessage());
      return store;
    }
  }

  /** The database that is configured, or else SQLite in {@code file}. */
  public static DatabaseSettings choice(ServerSettings.DatabaseChoice choice, Path file) {
    return choice.url().isEmpty()
        ? new DatabaseSettings.Sqlite(file)
        : new DatabaseSettings.Postgresql(
            choice.url(), choice.user(), choice.password().reveal(), choice.connections());
  }

  /** What is sealed under the keys that {@code keys} gives. */
  public ObjectStore objects(KeyAccess keys, Clock clock) {
    return new ObjectStore(parts(keys, clock));
  }

  /** For those who work on the same objects beside {@link #objects}. */
  public StoreParts parts(KeyAccess keys, Clock clock) {
    return new StoreParts(
        database, blobs, keys, new ObjectFormatV1(crypto), crypto.random(), clock);
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException unusable) {
      throw DataFolder.unusable(folder, unusable);
    }
  }
}
