package dev.freehold.files.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.files.FilesLimits;
import dev.freehold.files.sites.FilesFixture;
import dev.freehold.files.sites.Site;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Listing a site")
class ListingTest {

  private static final List<String> NAMES =
      List.of("a", "a/1", "a/2", "a/b/3", "a0", "b", "c/", "c/1", "\uFFFD", "\uD83D\uDE00");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("gives every name once, in the order of its bytes, whatever the pages")
  void pages(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = filled(files);
      for (int max = 1; max <= NAMES.size() + 1; max++) {
        assertThat(files.names(site, max)).isEqualTo(NAMES);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("sums up names at a delimiter, whatever the pages")
  void delimiters(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      Site site = filled(files);
      List<String> top = List.of("a", "a/*", "a0", "b", "c/*", "\uFFFD", "\uD83D\uDE00");
      for (int max = 1; max <= top.size() + 1; max++) {
        assertThat(entries(files, site, "", "", max)).containsExactlyInAnyOrderElementsOf(top);
      }
      assertThat(entries(files, site, "a/", "", 10))
          .containsExactlyInAnyOrder("a/1", "a/2", "a/b/*");
      assertThat(entries(files, site, "c/", "", 10)).containsExactly("c/", "c/1");
      assertThat(entries(files, site, "d", "", 10)).isEmpty();
      assertThat(entries(files, site, "", "a/b", 10))
          .containsExactlyInAnyOrder("a/*", "a0", "b", "c/*", "\uFFFD", "\uD83D\uDE00");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("returns nothing if a page of size 0 is asked for")
  void none(Dialect dialect) {
    try (FilesFixture files = new FilesFixture(dialect, folder)) {
      DocumentPage page =
          files.documents.list(
              filled(files),
              new DocumentSelection("", Optional.empty(), "", 0),
              FilesFixture.ALICE);
      assertThat(page.documents()).isEmpty();
      assertThat(page.next()).isEmpty();
    }
  }

  @Test
  @DisplayName("leaves out what clients stored with documents: of one page it may be megabytes")
  void withoutProperties() {
    DocumentProperties stored =
        new DocumentProperties(
            Map.of("cache-control", "x".repeat(10_000)), Map.of("a", "b"), Map.of());
    try (FilesFixture files = new FilesFixture(Dialect.SQLITE, folder)) {
      Site site = files.site("finance");
      List<String> names = new ArrayList<>();
      for (int number = 1_000; number <= 1_000 + FilesLimits.LISTED_ROWS_AT_ONCE; number++) {
        files.put(site, "d" + number, new byte[1], stored);
        names.add("d" + number);
      }
      DocumentPage page =
          files.documents.list(
              site,
              new DocumentSelection("", Optional.empty(), "", FilesLimits.MAX_PAGE_ENTRIES),
              FilesFixture.ALICE);
      assertThat(page.documents()).extracting(Document::name).isEqualTo(names);
      assertThat(page.documents())
          .extracting(Document::properties)
          .containsOnly(DocumentProperties.NONE);
      assertThat(files.documents.require(site, names.getLast(), FilesFixture.ALICE).properties())
          .isEqualTo(stored);
    }
  }

  private static Site filled(FilesFixture files) {
    Site site = files.site("finance");
    NAMES.forEach(name -> files.put(site, name, new byte[3]));
    return site;
  }

  private static List<String> entries(
      FilesFixture files, Site site, String prefix, String after, int max) {
    List<String> entries = new ArrayList<>();
    Optional<String> next = Optional.of(after);
    while (next.isPresent()) {
      DocumentPage page =
          files.documents.list(
              site,
              new DocumentSelection(prefix, Optional.of("/"), next.get(), max),
              FilesFixture.ALICE);
      page.documents().forEach(document -> entries.add(document.name()));
      page.commonPrefixes().forEach(common -> entries.add(common + "*"));
      assertThat(page.documents().size() + page.commonPrefixes().size()).isLessThanOrEqualTo(max);
      next = page.next();
    }
    return entries;
  }
}
