package dev.freehold.files.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.sites.FilesFixture;
import dev.freehold.files.sites.Site;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The documents of a site")
public class DocumentsTest {

  private static final String NAME = "Verträge/2026/📄 final (2).docx";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("come out as they went in, with the MD5 as ETag and what was kept beside them")
  void roundTrip(Dialect dialect) throws IOException {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      DocumentProperties properties =
          new DocumentProperties(
              Map.of("content-type", "text/plain"), Map.of("project", "Ärger"), Map.of());
      byte[] content = "hello".getBytes(UTF_8);
      files.documents.put(
          site,
          NAME,
          properties,
          FilesFixture.content(content),
          Conditions.NONE,
          FilesFixture.ALICE);
      Document found = files.documents.require(site, NAME, FilesFixture.ALICE);
      assertThat(found.etag()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
      assertThat(found.properties()).isEqualTo(properties);
      assertThat(found.sizeBytes()).isEqualTo(5);
      assertThat(files.read(site, NAME)).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("have any length, and any part of them can be read")
  void lengthsAndParts(Dialect dialect) throws IOException {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 262_145, 5_000_000}) {
        byte[] content = bytes(length);
        Document document = files.put(site, "n" + length, content);
        assertThat(document.etag()).isEqualTo(md5(content));
        assertThat(files.read(site, "n" + length)).isEqualTo(content);
        try (OpenDocument open = files.documents.open(site, "n" + length, FilesFixture.ALICE);
            InputStream part = open.stream(length / 3, length / 2)) {
          assertThat(part.readAllBytes())
              .isEqualTo(Arrays.copyOfRange(content, length / 3, length / 3 + length / 2));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are read by one statement once they were read before, and as they are by then")
  void oneStatement(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      files.put(site, NAME, bytes(7));
      assertThat(files.read(site, NAME)).isEqualTo(bytes(7));

      long before = files.database.attachments().statements();
      assertThat(files.read(site, NAME)).isEqualTo(bytes(7));
      assertThat(files.database.attachments().statements()).isEqualTo(before + 1);

      files.put(site, NAME, bytes(8));
      assertThat(files.read(site, NAME)).isEqualTo(bytes(8));
      files.documents.delete(site, NAME, Conditions.NONE, FilesFixture.ALICE);
      assertRefused(FilesError.DOCUMENT_NOT_FOUND, () -> files.read(site, NAME));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are replaced at once; readers of the old version read it to its end")
  void overwrite(Dialect dialect) throws IOException {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      byte[] old = bytes(300_000);
      files.put(site, NAME, old);
      try (OpenDocument open = files.documents.open(site, NAME, FilesFixture.ALICE);
          InputStream in = open.stream(0, old.length)) {
        assertThat(in.readNBytes(10)).hasSize(10);
        files.put(site, NAME, bytes(7));
        assertThat(files.read(site, NAME)).isEqualTo(bytes(7));
        assertThat(in.readAllBytes()).hasSize(old.length - 10);
      }
      assertThat(files.names(site, 10)).containsExactly(NAME);
      assertThat(files.liveObjects()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are gone when they are deleted, and may come again")
  void delete(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      files.put(site, NAME, bytes(7));
      assertThat(files.documents.delete(site, NAME, Conditions.NONE, FilesFixture.ALICE)).isTrue();
      assertThat(files.documents.delete(site, NAME, Conditions.NONE, FilesFixture.ALICE)).isFalse();
      assertRefused(FilesError.DOCUMENT_NOT_FOUND, () -> files.read(site, NAME));
      assertThat(files.names(site, 10)).isEmpty();
      assertThat(files.liveObjects()).isZero();
      files.put(site, NAME, bytes(8));
      assertThat(files.read(site, NAME)).isEqualTo(bytes(8));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("change only if they are in the state that was made a condition")
  void conditions(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      Conditions absent = new Conditions(Optional.empty(), Optional.of("*"));
      Conditions present = new Conditions(Optional.of("*"), Optional.empty());
      assertRefused(FilesError.DOCUMENT_NOT_FOUND, () -> files.put(site, NAME, bytes(1), present));
      String etag = files.put(site, NAME, bytes(1), absent).etag();
      assertRefused(FilesError.PRECONDITION_FAILED, () -> files.put(site, NAME, bytes(2), absent));
      Conditions same = new Conditions(Optional.of(etag), Optional.empty());
      files.put(site, NAME, bytes(2), same);
      assertRefused(FilesError.PRECONDITION_FAILED, () -> files.put(site, NAME, bytes(3), same));
      assertRefused(
          FilesError.PRECONDITION_FAILED,
          () -> files.documents.delete(site, NAME, same, FilesFixture.ALICE));
      assertThat(files.read(site, NAME)).isEqualTo(bytes(2));
      // What was refused left nothing behind.
      assertThat(files.blobCount()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("that do not have the MD5 that came with them, or are cut short, leave nothing")
  void refusedContent(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      NewContent other =
          new NewContent(
              new ByteArrayInputStream(bytes(9)), OptionalLong.of(9), Optional.of(md5(bytes(8))));
      NewContent cut =
          new NewContent(new ByteArrayInputStream(bytes(9)), OptionalLong.of(10), Optional.empty());
      assertRefused(FilesError.HASH_MISMATCH, () -> put(files, site, other));
      assertThatThrownBy(() -> put(files, site, cut)).hasMessageContaining("10");
      assertThat(files.names(site, 10)).isEmpty();
      assertThat(files.blobCount()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("whose row was made shorter are corrupt, not short")
  void shortenedRow(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      files.put(site, NAME, bytes(50));
      files.database.write(tx -> tx.execute("UPDATE file_documents SET size_bytes = 15"));
      assertThatThrownBy(() -> files.read(site, NAME))
          .isInstanceOfSatisfying(
              FilesException.class,
              e -> assertThat(e.error()).isEqualTo(FilesError.DOCUMENT_DAMAGED));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("have names of 1 to 1024 bytes of well-formed text")
  void names(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      List<String> good = List.of("/", "a//b", "..", "a\nb", "x".repeat(1024), "é".repeat(512));
      good.forEach(name -> files.put(site, name, name.getBytes(UTF_8)));
      good.forEach(name -> assertThat(files.read(site, name)).isEqualTo(name.getBytes(UTF_8)));
      for (String bad : List.of("", "x".repeat(1025), "\uD83D")) {
        assertRefused(FilesError.DOCUMENT_NAME_INVALID, () -> files.put(site, bad, bytes(1)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are not given when the key is not, and neither are their names")
  void revoked(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      files.put(site, NAME, bytes(7));
      files.keys.refuse(KeyAccessException.Reason.REFUSED);
      assertThatThrownBy(() -> files.read(site, NAME)).isInstanceOf(KeyAccessException.class);
      assertThatThrownBy(() -> files.names(site, 10)).isInstanceOf(KeyAccessException.class);
      assertThatThrownBy(() -> files.put(site, NAME, bytes(8)))
          .isInstanceOf(KeyAccessException.class);
    }
  }

  private static void put(FilesFixture files, Site site, NewContent content) throws IOException {
    files.documents.put(
        site, NAME, DocumentProperties.NONE, content, Conditions.NONE, FilesFixture.ALICE);
  }

  public static void assertRefused(FilesError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FilesException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  public static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static String md5(byte[] content) {
    return HexFormat.of().formatHex(Md5.digest().digest(content));
  }
}
