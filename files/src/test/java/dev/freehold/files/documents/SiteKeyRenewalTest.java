package dev.freehold.files.documents;

import static dev.freehold.files.documents.DocumentsTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.parts.UploadedPart;
import dev.freehold.files.sites.FilesFixture;
import dev.freehold.files.sites.Site;
import dev.freehold.files.uploads.ChosenPart;
import dev.freehold.files.uploads.Upload;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("While a site key is renewed")
class SiteKeyRenewalTest {

  private static final int PART = (int) FilesLimits.MIN_PART_BYTES;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("everything stays readable, and nothing is left under the old key in the end")
  void movesEverything(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      IntStream.range(0, 20).forEach(i -> files.put(site, "n" + i, bytes(i)));
      Upload upload =
          files.uploads.start(site, "later", DocumentProperties.NONE, FilesFixture.ALICE);
      UploadedPart part = files.putPart(site, upload, 1, bytes(30));
      UUID first = files.keys.renew(files.tenantId, site.id());
      files.put(site, "n20", bytes(20));
      // One that came in parts under the first key, completed under the second.
      files.uploads.complete(
          site,
          upload.id(),
          List.of(new ChosenPart(1, part.etag())),
          Conditions.NONE,
          FilesFixture.ALICE);
      Upload open = files.uploads.start(site, "o", DocumentProperties.NONE, FilesFixture.ALICE);
      UUID second = files.keys.renew(files.tenantId, site.id());
      assertAllReadable(files, site);
      files.reseal(site, first);
      files.keys.destroy(first);
      assertAllReadable(files, site);
      files.reseal(site, second);
      files.keys.destroy(second);
      assertAllReadable(files, site);
      assertThat(files.uploads.list(site, FilesFixture.ALICE)).containsExactly(open);
      files.put(site, "n21", bytes(21));
      assertThat(files.documents.delete(site, "n0", Conditions.NONE, FilesFixture.ALICE)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("a document on its way is sealed again under the new key")
  void onItsWay(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      files.put(site, "a", bytes(1));
      files.keys.afterNextSealing(() -> files.keys.renew(files.tenantId, site.id()));
      files.put(site, "b", bytes(2));
      assertThat(files.names(site, 10)).containsExactly("a", "b");
      assertThat(files.read(site, "b")).isEqualTo(bytes(2));
      assertThat(files.blobCount()).isEqualTo(2);
      files.keys.afterNextSealing(() -> files.keys.renew(files.tenantId, site.id()));
      assertThat(files.documents.delete(site, "a", Conditions.NONE, FilesFixture.ALICE)).isTrue();
      assertThat(files.names(site, 10)).containsExactly("b");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("a document that is sealed again is stored only if that is still allowed afterwards")
  void forbiddenMeanwhile(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      AtomicInteger asked = new AtomicInteger();
      NewContent content =
          new NewContent(
              new ByteArrayInputStream(bytes(2)),
              OptionalLong.empty(),
              Optional.empty(),
              () -> {
                if (asked.incrementAndGet() == 2) {
                  throw new FilesException(FilesError.ACCESS_DENIED, "the role was taken away");
                }
                files.keys.renew(files.tenantId, site.id());
              });
      assertThatThrownBy(
              () ->
                  files.documents.put(
                      site,
                      "b",
                      DocumentProperties.NONE,
                      content,
                      Conditions.NONE,
                      FilesFixture.ALICE))
          .hasMessage("the role was taken away");
      assertThat(files.names(site, 10)).isEmpty();
      assertThat(files.blobCount()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("a node that remembers the old key asks for the new one when the old one is revoked")
  void oldKeyRevoked(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      files.put(site, "a", bytes(1));
      assertThat(files.read(site, "a")).isEqualTo(bytes(1));
      UUID first = files.keys.renew(files.tenantId, site.id());
      files.reseal(site, first);
      files.keys.refuseOnly(first);
      assertThat(files.read(site, "a")).isEqualTo(bytes(1));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("any number of unfinished renewals may overlap")
  void manyRenewals(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      for (int i = 10; i < 30; i++) {
        files.put(site, "n" + i, bytes(i));
        files.keys.renew(files.tenantId, site.id());
      }
      assertThat(files.names(site, 100)).hasSize(20);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName(
      "readers of a present document continue; readers of a replaced one until its key is "
          + "destroyed")
  void readersUnderWay(Dialect dialect) throws IOException {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      inTwoParts(files, site, "there");
      inTwoParts(files, site, "replaced");
      try (OpenDocument there = files.documents.open(site, "there", FilesFixture.ALICE);
          OpenDocument old = files.documents.open(site, "replaced", FilesFixture.ALICE);
          InputStream thereContent = there.stream(0, there.document().sizeBytes());
          InputStream oldContent = old.stream(0, old.document().sizeBytes())) {
        files.put(site, "replaced", bytes(5));
        UUID first = files.keys.renew(files.tenantId, site.id());
        files.reseal(site, first);
        files.keys.destroy(first);
        assertThat(thereContent.readAllBytes()).hasSize(PART + 10);
        assertThatThrownBy(oldContent::readAllBytes)
            .isInstanceOfSatisfying(
                KeyAccessException.class,
                e -> assertThat(e.reason()).isEqualTo(KeyAccessException.Reason.NO_SUCH_KEY));
      }
    }
  }

  private static void inTwoParts(FilesFixture files, Site site, String name) {
    Upload upload = files.uploads.start(site, name, DocumentProperties.NONE, FilesFixture.ALICE);
    List<ChosenPart> parts =
        Stream.of(
                files.putPart(site, upload, 1, bytes(PART)),
                files.putPart(site, upload, 2, bytes(10)))
            .map(part -> new ChosenPart(part.number(), part.etag()))
            .toList();
    files.uploads.complete(site, upload.id(), parts, Conditions.NONE, FilesFixture.ALICE);
  }

  private static void assertAllReadable(FilesFixture files, Site site) {
    for (int i = 0; i <= 20; i++) {
      assertThat(files.read(site, "n" + i)).isEqualTo(bytes(i));
    }
    assertThat(files.read(site, "later")).isEqualTo(bytes(30));
    assertThat(files.names(site, 7)).hasSize(22);
  }
}
