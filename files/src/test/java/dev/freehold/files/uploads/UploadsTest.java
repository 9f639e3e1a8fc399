package dev.freehold.files.uploads;

import static dev.freehold.files.documents.DocumentsTest.assertRefused;
import static dev.freehold.files.documents.DocumentsTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.documents.Conditions;
import dev.freehold.files.documents.Document;
import dev.freehold.files.documents.DocumentProperties;
import dev.freehold.files.documents.Md5;
import dev.freehold.files.documents.OpenDocument;
import dev.freehold.files.parts.ByteSpan;
import dev.freehold.files.parts.UploadedPart;
import dev.freehold.files.sites.FilesFixture;
import dev.freehold.files.sites.Site;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A document that comes in parts")
class UploadsTest {

  private static final String NAME = "films/holiday.mkv";
  private static final int PART = (int) FilesLimits.MIN_PART_BYTES;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is whole when it is completed, whatever order its parts came in")
  void anyOrder(Dialect dialect) throws IOException {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      Upload upload = start(files, site);
      UploadedPart third = files.putPart(site, upload, 3, bytes(1_000));
      UploadedPart first = files.putPart(site, upload, 1, bytes(PART));
      files.putPart(site, upload, 2, bytes(10));
      UploadedPart second = files.putPart(site, upload, 2, bytes(PART + 1));
      files.putPart(site, upload, 9, bytes(11));
      assertThat(files.names(site, 10)).isEmpty();
      Document document = complete(files, site, upload, first, second, third);
      byte[] expected = joined(bytes(PART), bytes(PART + 1), bytes(1_000));
      assertThat(document.etag())
          .isEqualTo(Md5.ofParts(List.of(first.etag(), second.etag(), third.etag())));
      assertThat(files.documents.require(site, NAME, FilesFixture.ALICE)).isEqualTo(document);
      assertThat(files.read(site, NAME)).isEqualTo(expected);
      try (OpenDocument open = files.documents.open(site, NAME, FilesFixture.ALICE);
          InputStream part = open.stream(PART - 5, PART + 20)) {
        assertThat(part.readAllBytes())
            .isEqualTo(Arrays.copyOfRange(expected, PART - 5, 2 * PART + 15));
      }
      assertThat(files.liveObjects()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("replaces and is replaced like any other, and readers of it finish")
  void overwritten(Dialect dialect) throws IOException {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      files.put(site, NAME, bytes(5));
      Upload upload = start(files, site);
      UploadedPart first = files.putPart(site, upload, 1, bytes(PART));
      UploadedPart second = files.putPart(site, upload, 2, bytes(70_000));
      complete(files, site, upload, first, second);
      try (OpenDocument open = files.documents.open(site, NAME, FilesFixture.ALICE);
          InputStream in = open.stream(0, open.document().sizeBytes())) {
        files.put(site, NAME, bytes(6));
        assertThat(files.liveObjects()).isEqualTo(1);
        assertThat(in.readAllBytes()).isEqualTo(joined(bytes(PART), bytes(70_000)));
      }
      assertThat(files.read(site, NAME)).isEqualTo(bytes(6));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("of an earlier build, whose parts changed places in the table, is corrupt")
  void swappedParts(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      Upload upload = start(files, site);
      UploadedPart first = files.putPart(site, upload, 1, bytes(PART));
      UploadedPart second = files.putPart(site, upload, 2, bytes(PART + 1));
      complete(files, site, upload, first, second);
      files.database.write(tx -> tx.execute("DELETE FROM file_part_pages"));
      assertThat(files.read(site, NAME)).hasSize(2 * PART + 1);
      assertThat(readPart(files, site, new ByteSpan(PART - 1, 2))).hasSize(2);
      for (int[] move : new int[][] {{1, 3}, {2, 1}, {3, 2}}) {
        files.database.write(
            tx ->
                tx.execute("UPDATE file_parts SET number = ? WHERE number = ?", move[1], move[0]));
      }
      assertThatThrownBy(() -> files.read(site, NAME))
          .isInstanceOfSatisfying(
              ContentException.class,
              e -> assertThat(e.error()).isEqualTo(ContentError.OBJECT_CORRUPT));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is refused with parts that are missing, changed, out of order or too small")
  void refused(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      Upload upload = start(files, site);
      UploadedPart first = files.putPart(site, upload, 1, bytes(10));
      UploadedPart second = files.putPart(site, upload, 2, bytes(20));
      UploadedPart other = new UploadedPart(2, 20, first.etag(), first.modifiedAt());
      UploadedPart missing = new UploadedPart(3, 20, first.etag(), first.modifiedAt());
      assertRefused(FilesError.PART_INVALID, () -> complete(files, site, upload));
      assertRefused(
          FilesError.PART_ORDER_INVALID, () -> complete(files, site, upload, second, first));
      assertRefused(
          FilesError.PART_ORDER_INVALID, () -> complete(files, site, upload, first, first));
      assertRefused(FilesError.PART_INVALID, () -> complete(files, site, upload, first, other));
      assertRefused(FilesError.PART_INVALID, () -> complete(files, site, upload, first, missing));
      assertRefused(FilesError.PART_TOO_SMALL, () -> complete(files, site, upload, first, second));
      assertRefused(FilesError.PART_INVALID, () -> files.putPart(site, upload, 10_001, bytes(1)));
      assertThat(complete(files, site, upload, second).sizeBytes()).isEqualTo(20);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is in the list of its site, without what is stored with it, however many there are")
  void listed(Dialect dialect) {
    DocumentProperties properties =
        new DocumentProperties(Map.of(), Map.of("a", "x".repeat(1_000)), Map.of());
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      List<String> names = new ArrayList<>();
      for (int number = 1_000; number <= 1_000 + FilesLimits.LISTED_ROWS_AT_ONCE; number++) {
        files.uploads.start(site, "u" + number, properties, FilesFixture.ALICE);
        names.add("u" + number);
      }
      List<Upload> list = files.uploads.list(site, FilesFixture.ALICE);
      assertThat(list).extracting(Upload::name).isEqualTo(names);
      assertThat(list).extracting(Upload::properties).containsOnly(DocumentProperties.NONE);
      assertThat(files.uploads.require(site, list.getFirst().id(), FilesFixture.ALICE).properties())
          .isEqualTo(properties);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is known to nobody once it was aborted or completed, and leaves nothing")
  void ended(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      Site elsewhere = files.site("sales");
      Upload upload = start(files, site);
      UploadedPart part = files.putPart(site, upload, 1, bytes(10));
      assertRefused(
          FilesError.UPLOAD_NOT_FOUND, () -> files.putPart(elsewhere, upload, 2, bytes(10)));
      assertThat(files.uploads.list(site, FilesFixture.ALICE)).containsExactly(upload);
      assertThat(files.uploads.parts(site, upload.id(), FilesFixture.ALICE)).containsExactly(part);
      files.uploads.abort(site, upload.id(), FilesFixture.ALICE);
      assertThat(files.uploads.list(site, FilesFixture.ALICE)).isEmpty();
      assertRefused(FilesError.UPLOAD_NOT_FOUND, () -> files.putPart(site, upload, 1, bytes(10)));
      assertRefused(FilesError.UPLOAD_NOT_FOUND, () -> complete(files, site, upload, part));
      assertThat(files.liveObjects()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is read in ranges without the rows of its parts, and nothing outside of the range")
  void ranges(Dialect dialect) throws IOException {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      Upload upload = start(files, site);
      UploadedPart first = files.putPart(site, upload, 1, bytes(PART));
      UploadedPart second = files.putPart(site, upload, 2, bytes(PART + 1));
      UploadedPart third = files.putPart(site, upload, 3, bytes(0));
      complete(files, site, upload, first, second, third);
      byte[] whole = joined(bytes(PART), bytes(PART + 1));
      files.database.write(tx -> tx.execute("DELETE FROM file_parts"));
      for (ByteSpan span :
          List.of(
              new ByteSpan(0, 1),
              new ByteSpan(PART - 1, 2),
              new ByteSpan(PART, 5),
              new ByteSpan(2 * PART, 1),
              new ByteSpan(2 * PART + 1, 0))) {
        assertThat(readPart(files, site, span))
            .isEqualTo(Arrays.copyOfRange(whole, (int) span.from(), (int) span.end()));
      }
      try (OpenDocument open =
          files.documents.open(site, NAME, d -> new ByteSpan(5, 10), FilesFixture.ALICE)) {
        assertThatThrownBy(() -> open.stream(4, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> open.stream(5, 11)).isInstanceOf(IndexOutOfBoundsException.class);
      }
      assertThatThrownBy(() -> readPart(files, site, new ByteSpan(2 * PART, 2)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static byte[] readPart(FilesFixture files, Site site, ByteSpan span) {
    try (OpenDocument open = files.documents.open(site, NAME, any -> span, FilesFixture.ALICE);
        InputStream in = open.stream(span.from(), span.length())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Upload start(FilesFixture files, Site site) {
    return files.uploads.start(site, NAME, DocumentProperties.NONE, FilesFixture.ALICE);
  }

  private static Document complete(
      FilesFixture files, Site site, Upload upload, UploadedPart... parts) {
    return files.uploads.complete(
        site,
        upload.id(),
        Arrays.stream(parts).map(part -> new ChosenPart(part.number(), part.etag())).toList(),
        new Conditions(Optional.empty(), Optional.empty()),
        FilesFixture.ALICE);
  }

  private static byte[] joined(byte[]... pieces) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.write(piece);
    }
    return all.toByteArray();
  }
}
