package dev.freehold.files.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.InspectionLog;
import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.files.documents.Conditions;
import dev.freehold.files.documents.DocumentProperties;
import dev.freehold.files.parts.UploadedPart;
import dev.freehold.files.sites.FilesFixture;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteScope;
import dev.freehold.files.uploads.ChosenPart;
import dev.freehold.files.uploads.Upload;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The scrub of sites")
class FilesScrubTest {

  private static final Aead AEAD = new Aead(CryptoSuite.select(CryptoSuite.Choice.JDK));

  @TempDir private Path folder;

  /** What was found, as codes. */
  private static final class Heard implements InspectionLog {
    final List<String> codes = new ArrayList<>();
    int checked;

    @Override
    public void found(ContentOwner owner, String code, String subject) {
      assertThat(subject).hasSizeLessThanOrEqualTo(128);
      codes.add(code);
    }

    @Override
    public void unchecked(ContentOwner owner, String code, String subject) {
      codes.add("unchecked " + code);
    }

    @Override
    public void checked(long bytes) {
      checked++;
    }

    @Override
    public void unbound() {
      codes.add("unbound");
    }
  }

  private static Heard scrub(FilesFixture files, Site site) {
    Heard heard = new Heard();
    new FilesScrub(files.database, files.objects, files.keys, AEAD)
        .inspect(SiteScope.of(site).owner(), FilesFixture.ALICE, heard);
    return heard;
  }

  private static Site siteWithDocuments(FilesFixture files) {
    Site site = files.site("finance");
    for (String name : List.of("a", "b", "c")) {
      files.put(site, name, name.getBytes(UTF_8));
    }
    Upload upload = files.uploads.start(site, "p", DocumentProperties.NONE, FilesFixture.ALICE);
    UploadedPart part = files.putPart(site, upload, 1, new byte[100]);
    files.uploads.complete(
        site,
        upload.id(),
        List.of(new ChosenPart(1, part.etag())),
        Conditions.NONE,
        FilesFixture.ALICE);
    Upload open = files.uploads.start(site, "o", DocumentProperties.NONE, FilesFixture.ALICE);
    files.putPart(site, open, 1, new byte[100]);
    return site;
  }

  private void assertFound(Dialect dialect, String sql, String... codes) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = siteWithDocuments(files);
      assertThat(scrub(files, site).codes).isEmpty();
      assertThat(scrub(files, site).checked).isEqualTo(4);
      files.database.write(tx -> tx.execute(sql));
      assertThat(scrub(files, site).codes).as(sql).containsExactly(codes);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("finds a document whose row was changed (fault 71)")
  void fault71_changedRow(Dialect dialect) {
    assertFound(
        dialect,
        """
        UPDATE file_documents SET size_bytes = size_bytes + 1
        WHERE id = (SELECT MIN(id) FROM file_documents)\
        """,
        "document-damaged");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("finds a name whose row is gone")
  void nameWithoutRow(Dialect dialect) {
    assertFound(
        dialect,
        "DELETE FROM file_documents WHERE id = (SELECT MIN(id) FROM file_documents)",
        "name-without-document");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("finds documents whose objects are gone")
  void withoutObjects(Dialect dialect) {
    assertFound(
        dialect,
        "DELETE FROM content_objects WHERE plaintext_bytes = 1",
        "document-without-object",
        "document-without-object",
        "document-without-object");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("finds a damaged page of parts")
  void pagesOfParts(Dialect dialect) {
    assertFound(dialect, "UPDATE file_part_pages SET id = site_id", "document-parts-damaged");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("finds damaged uploads and parts")
  void uploads(Dialect dialect) {
    assertFound(dialect, "UPDATE file_uploads SET started_at = started_at + 1", "upload-damaged");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("finds a damaged index of names")
  void index(Dialect dialect) {
    assertFound(dialect, "UPDATE file_name_pages SET owner_key_id = site_id", "index-damaged");
  }
}
