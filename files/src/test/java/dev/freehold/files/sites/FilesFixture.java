package dev.freehold.files.sites;

import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.content.reseal.ObjectResealer;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.StoreParts;
import dev.freehold.content.testing.TestSeals;
import dev.freehold.content.testing.TestStep;
import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.Requester;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.files.documents.Conditions;
import dev.freehold.files.documents.Document;
import dev.freehold.files.documents.DocumentPage;
import dev.freehold.files.documents.DocumentProperties;
import dev.freehold.files.documents.DocumentSelection;
import dev.freehold.files.documents.Documents;
import dev.freehold.files.documents.NewContent;
import dev.freehold.files.documents.OpenDocument;
import dev.freehold.files.keys.SiteKeyring;
import dev.freehold.files.maintenance.FileRows;
import dev.freehold.files.parts.UploadedPart;
import dev.freehold.files.uploads.Upload;
import dev.freehold.files.uploads.Uploads;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.testing.TestDatabases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/** A real store of documents in a folder, with keys that a test can withhold. */
public final class FilesFixture implements AutoCloseable {

  public static final Requester ALICE = Requester.user("alice");

  private static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.JDK);

  public final FakeKeys keys = new FakeKeys(SUITE.random());
  public final Database database;
  private final FileMasterKey master;
  private final RowSealing sealing;
  private final StoreParts parts;
  public final ObjectStore objects;
  public final Documents documents;
  public final Uploads uploads;
  public final UUID tenantId = UUID.randomUUID();
  final Path blobs;

  public FilesFixture(Dialect dialect, Path folder) {
    database =
        TestDatabases.open(
            dialect,
            folder,
            Ledger.MIGRATIONS,
            CustodyMigrations.CUSTODY,
            ObjectStore.MIGRATIONS,
            new MigrationSet("files"));
    blobs = folder.resolve("blobs");
    Clock clock = Clock.systemUTC();
    master = FileMasterKey.openOrCreate(folder.resolve(UUID.randomUUID() + ".key"), SUITE);
    sealing =
        TestSeals.start(database, master, List.of(FilesSeals.SITE), new Ledger(database, clock));
    parts =
        new StoreParts(
            database,
            FolderBlobStore.open(blobs, SUITE.random()),
            keys,
            new ObjectFormatV1(SUITE),
            SUITE.random(),
            clock);
    objects = new ObjectStore(parts);
    Aead aead = new Aead(SUITE);
    documents = new Documents(database, objects, keys, aead, clock);
    uploads = new Uploads(database, objects, keys, aead, clock);
  }

  /** Makes a site with its key. */
  public Site site(String name) {
    UUID geoId = UUID.randomUUID();
    Site site =
        new Site(UUID.randomUUID(), tenantId, geoId, name, SiteKind.TEAM_SITE, Instant.EPOCH);
    keys.renew(tenantId, site.id());
    return database.write(
        tx -> {
          tx.execute(
              "INSERT INTO tenants (id, name, name_folded, policy_count, created_at)"
                  + " VALUES (?, ?, ?, 0, 0) ON CONFLICT DO NOTHING",
              tenantId,
              "contoso",
              "contoso");
          tx.execute(
              "INSERT INTO geos (id, tenant_id, code, created_at) VALUES (?, ?, ?, 0)",
              geoId,
              tenantId,
              name);
          SiteRows.insert(tx, site);
          return site;
        });
  }

  public Document put(Site site, String name, byte[] content) {
    return put(site, name, content, Conditions.NONE);
  }

  public Document put(Site site, String name, byte[] content, Conditions conditions) {
    return put(site, name, content, DocumentProperties.NONE, conditions);
  }

  public Document put(Site site, String name, byte[] content, DocumentProperties properties) {
    return put(site, name, content, properties, Conditions.NONE);
  }

  private Document put(
      Site site,
      String name,
      byte[] content,
      DocumentProperties properties,
      Conditions conditions) {
    try {
      return documents.put(site, name, properties, content(content), conditions, ALICE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public UploadedPart putPart(Site site, Upload upload, int number, byte[] content) {
    try {
      return uploads.putPart(site, upload.id(), number, content(content), ALICE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] read(Site site, String name) {
    try (OpenDocument open = documents.open(site, name, ALICE);
        InputStream in = open.stream(0, open.document().sizeBytes())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all documents, by pages of {@code max}. */
  public List<String> names(Site site, int max) {
    Stream.Builder<String> names = Stream.builder();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      DocumentPage page =
          documents.list(
              site, new DocumentSelection("", Optional.empty(), after.get(), max), ALICE);
      page.documents().forEach(document -> names.add(document.name()));
      after = page.next();
    }
    return names.build().toList();
  }

  /** Seals again what is under a retired key, a few pieces at a time, until nothing is left. */
  public void reseal(Site site, UUID retiredKey) {
    ObjectResealer resealer =
        new ObjectResealer(
            parts, List.of(), List.of(new FileRows(new Aead(SUITE), database.dialect())));
    RetiredKey key = new RetiredKey(site.id(), OwnerKind.SITE, retiredKey);
    while (!resealer.reseal(new TestStep(database, 3).about(tenantId, site.id()), key)) {
      // The next few.
    }
  }

  /** The present key of a site, for work on rows. */
  public SiteKeyring keyring(Site site) {
    return new SiteKeyring(
        new Aead(SUITE), SiteScope.of(site), keys.openForSealing(site.id(), ALICE));
  }

  /** How many blobs there are that a row names as in use. */
  public long liveObjects() {
    return database.read(
        tx ->
            tx.createQuery("SELECT COUNT(*) FROM content_objects WHERE state = 'active'")
                .mapTo(Long.class)
                .one());
  }

  public long blobCount() {
    try (Stream<Path> all = Files.walk(blobs.resolve("objects"))) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static NewContent content(byte[] content) {
    return new NewContent(
        new ByteArrayInputStream(content), OptionalLong.of(content.length), Optional.empty());
  }

  @Override
  public void close() {
    sealing.close();
    master.close();
    database.close();
  }
}
