package dev.freehold.files.parts;

import static dev.freehold.files.documents.DocumentsTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.files.FilesLimits;
import dev.freehold.files.documents.Conditions;
import dev.freehold.files.documents.DocumentProperties;
import dev.freehold.files.maintenance.DocumentContents;
import dev.freehold.files.sites.FilesFixture;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteScope;
import dev.freehold.files.uploads.ChosenPart;
import dev.freehold.files.uploads.Upload;
import dev.freehold.files.uploads.UploadRows;
import dev.freehold.files.uploads.UploadSweeper;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.time.TwoClocks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Very many parts")
class PartsLetGoTest {

  private static final String NAME = "film";
  private static final int MANY = 2 * FilesLimits.PARTS_PER_RELEASE + 500;

  @TempDir private Path folder;

  private static Upload start(FilesFixture files, Site site) {
    return files.uploads.start(site, NAME, DocumentProperties.NONE, FilesFixture.ALICE);
  }

  private static void complete(FilesFixture files, Site site, Upload upload, UploadedPart part) {
    files.uploads.complete(
        site,
        upload.id(),
        List.of(new ChosenPart(part.number(), part.etag())),
        Conditions.NONE,
        FilesFixture.ALICE);
  }

  /** Rows of parts with the numbers from 2 on, and of objects, without blobs. */
  private static void addParts(FilesFixture files, Site site, UUID uploadId) {
    files.database.write(
        tx -> {
          UUID key = UUID.randomUUID();
          PreparedBatch parts =
              tx.prepareBatch(
                  "INSERT INTO file_parts VALUES (:site, :upload, :number, :object, 1, 0, :key,"
                      + " :s)");
          PreparedBatch objects =
              tx.prepareBatch(
                  """
                  INSERT INTO content_objects (object_id, blob_id, tenant_id, owner_key_id,
                    generation, plaintext_bytes, blob_bytes, created_at, state)
                  VALUES (:object, :object, :tenant, :key, 1, 1, 1, 0, 'active')\
                  """);
          for (int number = 2; number <= MANY; number++) {
            UUID object = UUID.randomUUID();
            parts
                .bind("site", site.id())
                .bind("upload", uploadId)
                .bind("number", number)
                .bind("object", object)
                .bind("key", key)
                .bind("s", new byte[1])
                .add();
            objects.bind("object", object).bind("tenant", site.tenantId()).bind("key", key).add();
          }
          parts.execute();
          return objects.execute().length;
        });
  }

  private static void assertNothingLeft(FilesFixture files, int liveObjects) {
    assertThat(files.liveObjects()).isEqualTo(liveObjects);
    assertThat(files.database.<Long>read(tx -> count(tx, "file_parts_let_go"))).isZero();
    assertThat(
            files.database.<Long>read(tx -> count(tx, "content_objects WHERE state = 'released'")))
        .isEqualTo(MANY + 0L);
  }

  private static long count(Handle tx, String what) {
    return tx.createQuery("SELECT COUNT(*) FROM " + what).mapTo(Long.class).one();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("of an upload that is aborted are let go, each once, in several transactions")
  void aborted(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      Upload upload = start(files, site);
      files.putPart(site, upload, 1, bytes(10));
      addParts(files, site, upload.id());
      long before = files.database.statistics().writes();
      files.uploads.abort(site, upload.id(), FilesFixture.ALICE);
      assertThat(files.database.statistics().writes() - before).isEqualTo(3);
      assertNothingLeft(files, 0);
      assertThat(files.database.<Long>read(tx -> count(tx, "file_parts"))).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("of a document that is replaced are let go; the new one is there")
  void replaced(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      Upload upload = start(files, site);
      complete(files, site, upload, files.putPart(site, upload, 1, bytes(10)));
      addParts(files, site, upload.id());
      files.put(site, NAME, bytes(7));
      assertNothingLeft(files, 1);
      assertThat(files.read(site, NAME)).isEqualTo(bytes(7));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("that were not chosen for the document are let go; the chosen one is there")
  void notChosen(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      Upload upload = start(files, site);
      UploadedPart first = files.putPart(site, upload, 1, bytes(10));
      addParts(files, site, upload.id());
      complete(files, site, upload, first);
      assertThat(files.read(site, NAME)).isEqualTo(bytes(10));
      assertThat(files.database.<Long>read(tx -> count(tx, "file_parts"))).isEqualTo(1);
      files.documents.delete(site, NAME, Conditions.NONE, FilesFixture.ALICE);
      assertNothingLeft(files, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("that a process died over keep their site, and go with the sweeper's next run")
  void died(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      dieOver(files, site);
      assertThat(files.liveObjects()).isEqualTo(MANY - FilesLimits.PARTS_PER_RELEASE);
      DocumentContents contents = new DocumentContents(files.database, files.objects);
      assertThat(files.database.<Boolean>write(tx -> contents.removeIfEmpty(tx, site.id())))
          .isFalse();
      new UploadSweeper(
              files.database,
              files.objects,
              FilesLimits.DEFAULT_UPLOAD_EXPIRY,
              TwoClocks.same(Clock.systemUTC()))
          .run();
      assertNothingLeft(files, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("that a process died over go when their site is to be deleted")
  void deletedSite(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      dieOver(files, site);
      DocumentContents contents = new DocumentContents(files.database, files.objects);
      contents.settle(site);
      assertThat(files.database.<Boolean>write(tx -> contents.removeIfEmpty(tx, site.id())))
          .isTrue();
      assertNothingLeft(files, 0);
    }
  }

  /** The first transaction of an abort, and no further one. */
  private static void dieOver(FilesFixture files, Site site) {
    Upload upload = start(files, site);
    files.putPart(site, upload, 1, bytes(10));
    addParts(files, site, upload.id());
    PartsLetGo parts = new PartsLetGo(files.database, files.objects);
    boolean isDone =
        files.database.write(
            tx -> {
              UploadRows.delete(tx, upload.id());
              return parts.begin(tx, SiteScope.of(site), upload.id());
            });
    assertThat(isDone).isFalse();
  }
}
