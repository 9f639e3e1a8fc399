package dev.freehold.files.documents;

import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.StoreParts;
import dev.freehold.content.sweep.StoreBinding;
import dev.freehold.content.sweep.SweepReport;
import dev.freehold.content.sweep.SweepSettings;
import dev.freehold.content.sweep.Sweeper;
import dev.freehold.content.testing.TestSeals;
import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.Requester;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.files.sites.FakeKeys;
import dev.freehold.files.sites.FilesSeals;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteKind;
import dev.freehold.files.sites.SiteRows;
import dev.freehold.files.sites.Sites;
import dev.freehold.files.uploads.Uploads;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.time.TwoClocks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** The store that a process is killed over: the same folder, site and key in each of them. */
final class CrashStore implements AutoCloseable {

  static final Requester SOMEBODY = Requester.user("somebody");

  private static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.AUTO);
  private static final UUID TENANT = new UUID(1, 1);
  private static final UUID KEY = new UUID(4, 4);

  final Site site =
      new Site(
          new UUID(2, 2), TENANT, new UUID(3, 3), "finance", SiteKind.TEAM_SITE, Instant.EPOCH);
  final Database database;
  final Documents documents;
  final Uploads uploads;
  final BlobStore blobs;
  private final RowSealing sealing;

  CrashStore(Path folder) {
    database =
        Databases.open(
            new DatabaseSettings.Sqlite(folder.resolve("state.db")),
            List.of(
                Ledger.MIGRATIONS,
                CustodyMigrations.CUSTODY,
                ObjectStore.MIGRATIONS,
                Sites.MIGRATIONS));
    sealing =
        TestSeals.start(
            database,
            FileMasterKey.openOrCreate(folder.resolve("service-master.key"), SUITE),
            List.of(FilesSeals.SITE),
            new Ledger(database, Clock.systemUTC()));
    blobs = FolderBlobStore.open(folder.resolve("blobs"), SUITE.random());
    FakeKeys keys = new FakeKeys(SUITE.random());
    keys.give(TENANT, site.id(), KEY, Key256.copyOf(new byte[Key256.LENGTH_BYTES]));
    Clock clock = Clock.systemUTC();
    ObjectStore objects =
        new ObjectStore(
            new StoreParts(
                database, blobs, keys, new ObjectFormatV1(SUITE), SUITE.random(), clock));
    Aead aead = new Aead(SUITE);
    documents = new Documents(database, objects, keys, aead, clock);
    uploads = new Uploads(database, objects, keys, aead, clock);
  }

  /** Makes the site; once. */
  void prepare() {
    database.write(
        tx -> {
          tx.execute(
              "INSERT INTO tenants (id, name, name_folded, policy_count, created_at)"
                  + " VALUES (?, 'contoso', 'contoso', 0, 0)",
              TENANT);
          tx.execute(
              "INSERT INTO geos (id, tenant_id, code, created_at) VALUES (?, ?, 'NAM', 0)",
              site.geoId(),
              TENANT);
          return SiteRows.insert(tx, site);
        });
  }

  /** Sweeps as one would in two days. */
  SweepReport sweep() {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
    return new Sweeper(
            database,
            blobs,
            new StoreBinding(database, blobs, SUITE.random()),
            TwoClocks.same(later),
            SweepSettings.DEFAULT)
        .run();
  }

  long activeObjects() {
    return database.read(
        tx -> tx.createQuery("SELECT COUNT(*) FROM content_objects").mapTo(Long.class).one());
  }

  /** The content of a version of a document. */
  static byte[] content(String name, int version) {
    Random random = new Random(31L * name.hashCode() + version);
    byte[] bytes = new byte[random.nextInt(300_000)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() {
    sealing.close();
    database.close();
  }
}
