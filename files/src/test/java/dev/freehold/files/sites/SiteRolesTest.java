package dev.freehold.files.sites;

import static dev.freehold.files.sites.SitesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.identity.Identity;
import dev.freehold.files.FilesError;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Roles on sites")
class SiteRolesTest {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  @TempDir private Path folder;

  @Test
  @DisplayName("Each role may do what those before it may")
  void order() {
    assertThat(SiteRole.OWNER.includes(SiteRole.READ)).isTrue();
    assertThat(SiteRole.WRITE.includes(SiteRole.WRITE)).isTrue();
    assertThat(SiteRole.READ.includes(SiteRole.WRITE)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A role is granted, changed, listed and revoked, each time with a ledger entry")
  void life(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Site site = files.site("finance");
      files.roles.grant(site, files.bob, SiteRole.READ, "adele");
      files.roles.grant(site, files.bob, SiteRole.WRITE, "adele");
      files.roles.grant(site, files.bob, SiteRole.WRITE, "adele");
      assertThat(files.roles.roleOf(files.contoso, site.id(), files.bob)).contains(SiteRole.WRITE);
      assertThat(files.roles.list(site, BEFORE_ALL, 10))
          .extracting(SiteGrant::principalId)
          .containsExactlyInAnyOrder(files.adele, files.bob);
      assertThat(files.roles.list(site, BEFORE_ALL, 1)).hasSize(1);
      assertThat(files.roles.revoke(site, files.bob, "adele")).isTrue();
      assertThat(files.roles.revoke(site, files.bob, "adele")).isFalse();
      assertThat(files.roles.roleOf(files.contoso, site.id(), files.bob)).isEmpty();
      assertThat(files.entries("SiteRoleGrant")).hasSize(2);
      assertThat(files.entries("SiteRoleRevoke"))
          .singleElement()
          .satisfies(
              recorded ->
                  assertThat(recorded.entry().facts())
                      .containsEntry("principal", files.bob.toString())
                      .containsEntry("role", "WRITE"));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("Roles end at the border of the tenant")
  void tenants(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Site site = files.site("finance");
      UUID stranger = files.user(files.fabrikam, "Zoe");
      assertRefused(
          FilesError.PRINCIPAL_NOT_FOUND,
          () -> files.roles.grant(site, stranger, SiteRole.READ, "adele"));
      assertThat(files.roles.roleOf(files.fabrikam, site.id(), files.adele)).isEmpty();
      Site forged =
          new Site(
              site.id(), files.fabrikam, site.geoId(), site.name(), site.kind(), site.createdAt());
      assertRefused(
          FilesError.SITE_NOT_FOUND,
          () -> files.roles.grant(forged, stranger, SiteRole.READ, "zoe"));
      assertRefused(
          FilesError.SITE_NOT_FOUND, () -> files.roles.revoke(forged, files.adele, "zoe"));
      assertRefused(
          FilesError.SITE_NOT_FOUND, () -> files.roles.appointOwner(forged, stranger, "zoe"));
      assertThat(files.roles.list(forged, BEFORE_ALL, 10)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A site keeps an owner, also when two owners revoke each other at once")
  void lastOwner(Dialect dialect) throws Exception {
    try (SitesFixture files = new SitesFixture(dialect, folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Site site = files.site("finance");
      assertRefused(FilesError.LAST_OWNER, () -> files.roles.revoke(site, files.adele, "adele"));
      assertRefused(
          FilesError.LAST_OWNER,
          () -> files.roles.grant(site, files.adele, SiteRole.READ, "adele"));
      files.roles.grant(site, files.bob, SiteRole.OWNER, "adele");
      List<Callable<Boolean>> both =
          List.of(
              () -> files.roles.revoke(site, files.bob, "adele"),
              () -> files.roles.revoke(site, files.adele, "bob"));
      for (Future<Boolean> revoked : threads.invokeAll(both)) {
        assertThat(revoked.state()).isIn(Future.State.SUCCESS, Future.State.FAILED);
      }
      assertThat(files.roles.list(site, BEFORE_ALL, 10)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("Roles go with their identity; only then an administrator appoints an owner")
  void deletedIdentities(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Identity app = files.application(files.contoso).identity();
      Site site = files.site("finance");
      files.roles.grant(site, app.objectId(), SiteRole.OWNER, "adele");
      files.roles.revoke(site, files.adele, "app");
      assertRefused(
          FilesError.ACCESS_DENIED,
          () -> files.roles.appointOwner(site, files.bob, SitesFixture.ADMIN));
      files.identities.deleteApplication(files.contoso, app.appId(), SitesFixture.ADMIN);
      assertThat(files.roles.list(site, BEFORE_ALL, 10)).isEmpty();
      assertThat(files.roles.roleOf(files.contoso, site.id(), app.objectId())).isEmpty();
      files.roles.appointOwner(site, files.bob, SitesFixture.ADMIN);
      assertThat(files.roles.roleOf(files.contoso, site.id(), files.bob)).contains(SiteRole.OWNER);
      assertThat(files.entries("SiteOwnerAppoint")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("The number of principals with a role on a site is limited")
  void bounded(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder, 2, 2)) {
      Site site = files.site("finance");
      files.roles.grant(site, files.bob, SiteRole.READ, "adele");
      UUID carol = files.user(files.contoso, "Carol");
      assertRefused(
          FilesError.TOO_MANY_PRINCIPALS,
          () -> files.roles.grant(site, carol, SiteRole.READ, "adele"));
      files.roles.grant(site, files.bob, SiteRole.WRITE, "adele");
    }
  }
}
