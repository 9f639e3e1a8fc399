package dev.freehold.files.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.testing.SealedColumns;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fault matrix, row 55: a site's name leads where this service said, and nowhere else. */
class SwappedSitesTest {

  private static final Map<String, Set<String>> DECIDE_NOTHING =
      Map.of(
          "file_sites", Set.of(),
          "file_site_roles", Set.of("granted_at"),
          "file_access_keys", Set.of("slot", "created_at"));

  @TempDir private Path folder;

  private static void refused(ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.ROW_NOT_AUTHENTIC));
  }

  private static void run(SitesFixture files, String sql, Object... values) {
    files.database.write(tx -> tx.execute(sql, values));
  }

  private static void rename(SitesFixture files, Site site, String name) {
    run(files, "UPDATE file_sites SET name = ? WHERE id = ?", name, site.id());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault55: two sites whose names were exchanged open to nobody by either name")
  void fault55_namesExchanged(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Site board = files.site("board");
      Site open = files.site("open");
      Site third = files.site("third");
      rename(files, board, "x");
      rename(files, open, "board");
      rename(files, board, "open");

      for (Site site : List.of(board, open)) {
        refused(() -> files.sites.require(files.contoso, site.name()));
        refused(() -> files.sites.find(files.contoso, site.id()));
        refused(() -> files.accesses.find(files.contoso, site.name(), files.adele, SiteRole.READ));
      }
      assertThat(files.sites.byIds(files.contoso, List.of(board.id(), third.id())))
          .containsOnlyKeys(third.id());
      assertThat(files.sites.list(files.contoso, "", 1)).containsExactly(third);
      assertThat(files.sites.listOf(files.contoso, files.adele, "", 1)).containsExactly(third);
      assertThat(files.sites.list(files.contoso, "", 10)).containsExactly(third);

      rename(files, board, "x");
      rename(files, open, "open");
      rename(files, board, "board");
      assertThat(files.sites.require(files.contoso, "board")).isEqualTo(board);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault55: a site that was given to another tenant is neither tenant's")
  void fault55_anotherTenant(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Site board = files.site("board");
      run(files, "UPDATE file_sites SET tenant_id = ? WHERE id = ?", files.fabrikam, board.id());
      refused(() -> files.sites.require(files.fabrikam, "board"));
      refused(() -> files.sites.find(files.fabrikam, board.id()));
      assertThat(files.sites.find(files.contoso, "board")).isEmpty();
      assertThat(files.sites.list(files.fabrikam, "", 10)).isEmpty();
    }
  }

  @Test
  @DisplayName("Every column of these tables is sealed, or is known to decide nothing")
  void everyColumnIsKnown() {
    try (SitesFixture files = new SitesFixture(Dialect.SQLITE, folder)) {
      SealedColumns.assertKnown(files.database, FilesSeals.ALL, DECIDE_NOTHING);
    }
  }
}
