package dev.freehold.files.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.keys.SiteKeyring;
import dev.freehold.files.parts.ByteSpan;
import dev.freehold.files.parts.PartRow;
import dev.freehold.files.parts.Pieces;
import dev.freehold.files.sites.FilesFixture;
import dev.freehold.files.sites.Site;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Pages of parts")
class PartIndexTest {

  private static final int PARTS = 10_000;

  @TempDir private Path folder;

  /** A document of ten thousand parts, of which there are the pages only. */
  private static final class Film {
    final UUID uploadId = UUID.randomUUID();
    final List<PartRow> parts;
    final Document document;
    private final FilesFixture files;
    private final Site site;

    Film(FilesFixture files, Site site) {
      this.files = files;
      this.site = site;
      Random random = new Random(11);
      parts = IntStream.rangeClosed(1, PARTS).mapToObj(number -> part(number, random)).toList();
      document =
          new Document(
              site.id(),
              "film",
              parts.getFirst().objectId(),
              parts.stream().mapToLong(PartRow::sizeBytes).sum(),
              "etag",
              Instant.EPOCH,
              DocumentProperties.NONE);
      files.database.write(
          tx -> {
            try (SiteKeyring keys = files.keyring(site)) {
              PartIndex.write(tx, keys, uploadId, document, parts);
            }
            return null;
          });
    }

    private static PartRow part(int number, Random random) {
      return new PartRow(
          UUID.randomUUID(),
          number,
          UUID.randomUUID(),
          1 + random.nextInt(1_000),
          Instant.EPOCH,
          UUID.randomUUID(),
          new byte[0]);
    }

    Optional<Pieces> read(ByteSpan wanted) {
      return read(document, wanted);
    }

    Optional<Pieces> read(Document as, ByteSpan wanted) {
      return files.database.read(
          tx -> {
            try (SiteKeyring keys = files.keyring(site)) {
              return PartIndex.read(tx, keys, uploadId, as, wanted);
            }
          });
    }

    int change(String sql, Object... values) {
      return files.database.write(tx -> tx.execute(sql, values));
    }
  }

  private static Film film(FilesFixture files) {
    return new Film(files, files.site("finance"));
  }

  private static void assertCorrupt(Film film, ByteSpan wanted) {
    assertThatThrownBy(() -> film.read(wanted))
        .isInstanceOfSatisfying(
            ContentException.class,
            e -> assertThat(e.error()).isEqualTo(ContentError.OBJECT_CORRUPT));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("give exactly the pieces that any range needs")
  void anyRange(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Film film = film(files);
      long bytes = film.document.sizeBytes();
      assertThat(film.read(film.document.all()).orElseThrow().list())
          .isEqualTo(PartIndex.pieces(film.parts));
      Random random = new Random(12);
      for (int round = 0; round < 50; round++) {
        long from = random.nextLong(bytes);
        ByteSpan wanted = new ByteSpan(from, 1 + random.nextLong(Math.min(bytes - from, 600_000)));
        Pieces pieces = film.read(wanted).orElseThrow();
        assertThat(pieces.firstByte()).isLessThanOrEqualTo(from);
        assertThat(pieces.firstByte() + pieces.list().getFirst().sizeBytes()).isGreaterThan(from);
        assertThat(pieces.end()).isGreaterThanOrEqualTo(wanted.end());
        assertThat(pieces.end() - pieces.list().getLast().sizeBytes()).isLessThan(wanted.end());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("that a range does not touch are not read")
  void othersUntouched(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Film film = film(files);
      ByteSpan wanted = new ByteSpan(film.document.sizeBytes() / 2, 10);
      Pieces before = film.read(wanted).orElseThrow();
      assertThat(before.list()).hasSizeLessThanOrEqualTo(10);
      int spoilt =
          film.change(
              """
              UPDATE file_part_pages SET sealed = ? WHERE first_byte > ? OR first_byte <
                (SELECT MAX(first_byte) FROM file_part_pages WHERE first_byte <= ?)\
              """,
              new byte[40],
              wanted.from(),
              wanted.from());
      assertThat(spoilt).isEqualTo(PARTS / FilesLimits.PARTS_PER_PAGE - 1);
      assertThat(film.read(wanted)).contains(before);
      assertCorrupt(film, new ByteSpan(0, 1));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("that are missing, in the place of others or of another document are not believed")
  void changed(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Film film = film(files);
      long bytes = film.document.sizeBytes();
      Document longer =
          new Document(
              film.document.siteId(),
              "film",
              film.document.id(),
              bytes + 1,
              "etag",
              Instant.EPOCH,
              DocumentProperties.NONE);
      assertThatThrownBy(() -> film.read(longer, new ByteSpan(0, 1)))
          .isInstanceOf(ContentException.class);
      Film other = new Film(files, film.site);
      film.change(
          "UPDATE file_part_pages SET upload_id = ? WHERE upload_id = ?",
          UUID.randomUUID(),
          film.uploadId);
      assertThat(film.read(new ByteSpan(0, 1))).isEmpty();
      film.change(
          "UPDATE file_part_pages SET upload_id = ? WHERE upload_id = ?",
          film.uploadId,
          other.uploadId);
      assertCorrupt(film, new ByteSpan(0, 1));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("leave no hole")
  void holes(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Film film = film(files);
      ByteSpan last = new ByteSpan(film.document.sizeBytes() - 1, 1);
      ByteSpan middle = new ByteSpan(film.document.sizeBytes() / 2, 1);
      film.change("DELETE FROM file_part_pages WHERE first_byte > ?", middle.from());
      assertCorrupt(film, last);
      film.change("DELETE FROM file_part_pages WHERE first_byte < ?", middle.from());
      assertThat(film.read(middle)).isEmpty();
    }
  }

  @Test
  @DisplayName("are renewed with their site's key")
  void renewed() {
    try (FilesFixture files = new FilesFixture(Dialect.SQLITE, folder)) {
      Film film = film(files);
      UUID before = files.keys.renew(files.tenantId, film.site.id());
      files.reseal(film.site, before);
      files.keys.destroy(before);
      assertThat(film.read(film.document.all()).orElseThrow().list()).hasSize(PARTS);
    }
  }
}
