package dev.freehold.files.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.files.documents.Conditions;
import dev.freehold.files.documents.DocumentProperties;
import dev.freehold.files.parts.LetGoRows;
import dev.freehold.files.parts.UploadedPart;
import dev.freehold.files.sites.FilesFixture;
import dev.freehold.files.sites.Site;
import dev.freehold.files.uploads.ChosenPart;
import dev.freehold.files.uploads.Upload;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is erased of a site that was purged, and what is not. */
class FileRemainsTest {

  private static final List<String> TABLES =
      List.of(
          "file_documents",
          "file_uploads",
          "file_parts",
          "file_part_pages",
          "file_name_pages",
          "file_parts_let_go");

  @TempDir private Path folder;
  private FilesFixture fixture;

  @AfterEach
  void close() {
    fixture.close();
  }

  private long rows(Site site) {
    return TABLES.stream()
        .mapToLong(
            table ->
                fixture.database.read(
                    tx ->
                        tx.createQuery("SELECT COUNT(*) FROM " + table + " WHERE site_id = :id")
                            .bind("id", site.id())
                            .mapTo(Long.class)
                            .one()))
        .sum();
  }

  private UUID keyOf(Site site) {
    return fixture.database.read(
        tx ->
            tx.createQuery("SELECT DISTINCT owner_key_id FROM file_documents WHERE site_id = :id")
                .bind("id", site.id())
                .mapTo(UUID.class)
                .one());
  }

  private void fill(Site site) throws Exception {
    for (int n = 0; n < 5; n++) {
      fixture.put(site, "document " + n, new byte[] {1, 2});
    }
    Upload whole =
        fixture.uploads.start(site, "whole", DocumentProperties.NONE, FilesFixture.ALICE);
    UploadedPart part =
        fixture.uploads.putPart(
            site, whole.id(), 1, FilesFixture.content(new byte[] {3}), FilesFixture.ALICE);
    fixture.uploads.complete(
        site,
        whole.id(),
        List.of(new ChosenPart(1, part.etag())),
        Conditions.NONE,
        FilesFixture.ALICE);
    Upload open = fixture.uploads.start(site, "open", DocumentProperties.NONE, FilesFixture.ALICE);
    fixture.uploads.putPart(
        site, open.id(), 1, FilesFixture.content(new byte[] {4}), FilesFixture.ALICE);
    fixture.database.write(
        tx -> {
          LetGoRows.insert(tx, site.id(), UUID.randomUUID());
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("All rows of the site go in bounded steps, and none of another site")
  void erases(Dialect dialect) throws Exception {
    fixture = new FilesFixture(dialect, folder);
    Site purged = fixture.site("purged");
    Site other = fixture.site("other");
    fill(purged);
    fill(other);
    long before = rows(purged);
    assertThat(before).isEqualTo(6 + 1 + 2 + 1 + 1 + 1).isEqualTo(rows(other));

    List<UUID> keys = List.of(UUID.randomUUID(), keyOf(purged));
    long erased = 0;
    int step;
    do {
      step = fixture.database.write(tx -> new FileRemains().erase(tx, purged.id(), keys, 3));
      assertThat(step).isLessThanOrEqualTo(3);
      erased += step;
    } while (step == 3);
    assertThat(erased).isEqualTo(before);
    assertThat(rows(purged)).isZero();
    assertThat(rows(other)).isEqualTo(before);
  }
}
