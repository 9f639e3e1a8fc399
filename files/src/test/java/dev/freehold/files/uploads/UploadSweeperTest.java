package dev.freehold.files.uploads;

import static dev.freehold.files.documents.DocumentsTest.assertRefused;
import static dev.freehold.files.documents.DocumentsTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.documents.DocumentProperties;
import dev.freehold.files.sites.FilesFixture;
import dev.freehold.files.sites.Site;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.time.TwoClocks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An upload that nobody goes on with")
class UploadSweeperTest {

  private static final Duration EXPIRY = Duration.ofDays(7);

  @TempDir private Path folder;

  /** A run as one would be so much later. */
  private static int runIn(FilesFixture files, Duration later) {
    Clock clock = Clock.offset(Clock.systemUTC(), later);
    return new UploadSweeper(files.database, files.objects, EXPIRY, TwoClocks.same(clock)).run();
  }

  private static Upload start(FilesFixture files, Site site, String name) {
    return files.uploads.start(site, name, DocumentProperties.NONE, FilesFixture.ALICE);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is aborted when it is too old, also while no key is given; documents stay")
  void expires(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = files.site("finance");
      files.put(site, "kept", bytes(5));
      Upload upload = start(files, site, "left");
      files.putPart(site, upload, 1, bytes(10));
      files.putPart(site, upload, 2, bytes(20));
      files.keys.refuse(KeyAccessException.Reason.REFUSED);
      assertThat(runIn(files, EXPIRY.minusMinutes(1))).isZero();
      assertThat(files.liveObjects()).isEqualTo(3);
      assertThat(runIn(files, EXPIRY.plusMinutes(1))).isEqualTo(1);
      assertThat(files.liveObjects()).isEqualTo(1);
      assertThat(runIn(files, EXPIRY.plusMinutes(1))).isZero();
      files.keys.give();
      assertThat(files.uploads.list(site, FilesFixture.ALICE)).isEmpty();
      assertRefused(FilesError.UPLOAD_NOT_FOUND, () -> files.putPart(site, upload, 3, bytes(1)));
      assertThat(files.read(site, "kept")).isEqualTo(bytes(5));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is one of many: a run goes on page after page, over all sites")
  void many(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      List<Site> sites = List.of(files.site("finance"), files.site("sales"));
      int many = FilesLimits.EXPIRIES_PER_PAGE + 1;
      for (int i = 0; i < many; i++) {
        start(files, sites.get(i % 2), "name " + i);
      }
      assertThat(runIn(files, EXPIRY.plusMinutes(1))).isEqualTo(many);
      for (Site site : sites) {
        assertThat(files.uploads.list(site, FilesFixture.ALICE)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("is kept for an hour at least, and for a year at most")
  void bounds(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      for (Duration wrong : List.of(Duration.ofMinutes(59), Duration.ofDays(366))) {
        assertThatThrownBy(
                () ->
                    new UploadSweeper(
                        files.database, files.objects, wrong, TwoClocks.same(Clock.systemUTC())))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(wrong.toString());
      }
    }
  }
}
