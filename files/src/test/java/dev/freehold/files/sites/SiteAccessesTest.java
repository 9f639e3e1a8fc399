package dev.freehold.files.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.files.FilesLimits;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SiteAccessesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A principal reaches a site by its role, and neither a stranger nor a tenant does")
  void byRole(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Site site = files.site("finance");

      assertThat(role(files, files.accesses, files.adele, SiteRole.OWNER)).contains(SiteRole.OWNER);
      assertThat(files.accesses.find(files.contoso, "finance", files.adele, SiteRole.READ))
          .contains(new ReachedSite(site, SiteRole.OWNER));
      assertThat(role(files, files.accesses, files.bob, SiteRole.READ)).isEmpty();
      assertThat(files.accesses.find(files.fabrikam, "finance", files.adele, SiteRole.READ))
          .isEmpty();
      assertThat(files.accesses.find(files.contoso, "other", files.adele, SiteRole.READ)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName(
      "A role that is taken away is gone at once here, and on another node when it rereads")
  void revoked(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Site site = files.site("finance");
      files.roles.grant(site, files.bob, SiteRole.READ, SitesFixture.ADMIN);
      SiteAccesses elsewhere = new SiteAccesses(files.database, files.nanos::get);
      assertThat(role(files, files.accesses, files.bob, SiteRole.READ)).contains(SiteRole.READ);
      assertThat(role(files, elsewhere, files.bob, SiteRole.READ)).contains(SiteRole.READ);

      files.roles.revoke(site, files.bob, SitesFixture.ADMIN);

      assertThat(role(files, files.accesses, files.bob, SiteRole.READ)).isEmpty();
      files.nanos.addAndGet(FilesLimits.SITE_ACCESS_REREAD.toNanos() - 1);
      assertThat(role(files, elsewhere, files.bob, SiteRole.READ)).contains(SiteRole.READ);
      files.nanos.incrementAndGet();
      assertThat(role(files, elsewhere, files.bob, SiteRole.READ)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A role that is granted or raised counts at once on every node")
  void granted(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Site site = files.site("finance");
      SiteAccesses elsewhere = new SiteAccesses(files.database, files.nanos::get);
      assertThat(role(files, elsewhere, files.bob, SiteRole.READ)).isEmpty();

      files.roles.grant(site, files.bob, SiteRole.READ, SitesFixture.ADMIN);
      assertThat(role(files, elsewhere, files.bob, SiteRole.READ)).contains(SiteRole.READ);

      files.roles.grant(site, files.bob, SiteRole.WRITE, SitesFixture.ADMIN);
      assertThat(role(files, elsewhere, files.bob, SiteRole.WRITE)).contains(SiteRole.WRITE);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A site that was deleted and made again is the new one")
  void madeAgain(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Site before = files.site("finance");
      assertThat(role(files, files.accesses, files.adele, SiteRole.READ)).isPresent();

      files.sites.delete(before, SitesFixture.ADELE);
      assertThat(role(files, files.accesses, files.adele, SiteRole.READ)).isEmpty();

      Site now = files.site("finance");
      assertThat(files.accesses.find(files.contoso, "finance", files.adele, SiteRole.READ))
          .map(ReachedSite::site)
          .contains(now);
    }
  }

  private static Optional<SiteRole> role(
      SitesFixture files, SiteAccesses accesses, UUID principal, SiteRole needed) {
    return accesses.find(files.contoso, "finance", principal, needed).map(ReachedSite::role);
  }
}
