package dev.freehold.files.sites;

import static dev.freehold.files.sites.SitesFixture.ADELE;
import static dev.freehold.files.sites.SitesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.owners.Geo;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesLimits;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Sites")
class SitesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A site is found by name and by GUID, has a key and an owner, and is in the ledger")
  void makesAndFinds(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Site made = files.site("finance");
      assertThat(files.sites.find(files.contoso, "finance")).contains(made);
      assertThat(files.sites.find(files.contoso, made.id())).contains(made);
      assertThat(files.sites.require(files.contoso, "finance")).isEqualTo(made);
      assertThat(files.sites.find(files.contoso, "Finance")).isEmpty();
      assertThat(files.sites.standing(made)).isPresent();
      assertThat(files.roles.roleOf(files.contoso, made.id(), files.adele))
          .contains(SiteRole.OWNER);
      assertThat(files.entries("SiteCreate"))
          .singleElement()
          .satisfies(
              recorded -> {
                assertThat(recorded.entry().objectId()).isEqualTo(made.id().toString());
                assertThat(recorded.entry().actor()).isEqualTo("adele");
                assertThat(recorded.entry().personal())
                    .containsEntry("name", "finance")
                    .containsEntry("ownerId", files.adele.toString());
                assertThat(recorded.entry().details()).containsOnlyKeys("kind", "geoId");
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("Pages go on after a name; each principal has its own")
  void pages(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      List.of("ccc", "aaa", "bbb").forEach(files::site);
      assertThat(files.sites.list(files.contoso, "", 2))
          .extracting(Site::name)
          .containsExactly("aaa", "bbb");
      assertThat(files.sites.list(files.contoso, "bbb", 2))
          .extracting(Site::name)
          .containsExactly("ccc");
      Site second = files.sites.require(files.contoso, "bbb");
      files.roles.grant(second, files.bob, SiteRole.READ, "adele");
      assertThat(files.sites.listOf(files.contoso, files.bob, "", 10)).containsExactly(second);
      assertThat(files.sites.listOf(files.contoso, files.bob, "bbb", 10)).isEmpty();
      assertThat(files.sites.listOf(files.contoso, files.adele, "", 10)).hasSize(3);
      assertThat(files.sites.listOf(files.fabrikam, files.adele, "", 10)).isEmpty();
      assertThatThrownBy(() -> files.sites.list(files.contoso, "", 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A name is taken once in a tenant; another tenant has its own and sees no other")
  void namesBelongToTenants(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Site ours = files.site("finance");
      assertRefused(FilesError.SITE_EXISTS, () -> files.site("finance"));
      UUID stranger = files.user(files.fabrikam, "Zoe");
      assertThat(files.sites.find(files.fabrikam, "finance")).isEmpty();
      assertThat(files.sites.find(files.fabrikam, ours.id())).isEmpty();
      assertThat(files.sites.list(files.fabrikam, "", 10)).isEmpty();
      Site theirs =
          files.sites.create(
              files.fabrikam, "finance", SiteKind.TEAM_SITE, Optional.empty(), stranger, ADELE);
      assertThat(theirs.id()).isNotEqualTo(ours.id());
      assertThat(files.sites.find(files.contoso, "finance")).contains(ours);
      Site forged =
          new Site(
              ours.id(), files.fabrikam, ours.geoId(), ours.name(), ours.kind(), ours.createdAt());
      assertRefused(FilesError.SITE_NOT_FOUND, () -> files.sites.delete(forged, ADELE));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("Names that no bucket can have, and owners that are not there, are refused")
  void refusals(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      assertRefused(FilesError.SITE_NAME_INVALID, () -> files.site("Finance"));
      UUID stranger = files.user(files.fabrikam, "Zoe");
      UUID workload = files.identities.workload(files.contoso, Workload.SHAREPOINT).objectId();
      for (UUID nobody : List.of(UUID.randomUUID(), stranger, workload)) {
        assertRefused(
            FilesError.PRINCIPAL_NOT_FOUND,
            () ->
                files.sites.create(
                    files.contoso, "hr-docs", SiteKind.ONEDRIVE, Optional.empty(), nobody, ADELE));
      }
      assertThat(files.sites.list(files.contoso, "", 10)).isEmpty();
      assertThat(files.geos.list(files.contoso)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A site is in the geo that was named, else in the tenant's oldest, else in a first")
  void geos(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Geo first = files.geos.get(files.contoso, geoOf(files, files.site("one")));
      assertThat(first.code()).isEqualTo("NAM");
      Geo asia = files.geos.create(files.contoso, "APC", SitesFixture.ADMIN);
      assertThat(files.site("two").geoId()).isEqualTo(first.id());
      assertThat(
              files
                  .sites
                  .create(
                      files.contoso,
                      "three",
                      SiteKind.TEAM_SITE,
                      Optional.of("apc"),
                      files.adele,
                      ADELE)
                  .geoId())
          .isEqualTo(asia.id());
      assertThatThrownBy(
              () ->
                  files.sites.create(
                      files.contoso,
                      "four",
                      SiteKind.TEAM_SITE,
                      Optional.of("EUR"),
                      files.adele,
                      ADELE))
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.GEO_NOT_FOUND));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("First sites that are made at once are in one first geo")
  void firstSitesAtOnce(Dialect dialect) throws Exception {
    try (SitesFixture files = new SitesFixture(dialect, folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Site>> many =
          IntStream.range(0, 4)
              .<Callable<Site>>mapToObj(i -> () -> files.site("site" + i))
              .toList();
      Set<UUID> geos = new HashSet<>();
      for (Future<Site> made : threads.invokeAll(many)) {
        geos.add(made.get().geoId());
      }
      assertThat(geos).hasSize(1);
      assertThat(files.geos.list(files.contoso)).hasSize(1);
    }
  }

  private static String geoOf(SitesFixture files, Site site) {
    return files.geos.list(files.contoso).stream()
        .filter(geo -> geo.id().equals(site.geoId()))
        .map(Geo::code)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName(
      "If the policy changes while a key is made, it is made again; if it keeps changing, "
          + "nothing is left behind")
  void coverageChanges(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      files.keys.changeCoverage(FilesLimits.MAX_KEY_ATTEMPTS - 1);
      assertThat(files.sites.find(files.contoso, files.site("one").name())).isPresent();
      files.keys.changeCoverage(FilesLimits.MAX_KEY_ATTEMPTS);
      assertThatThrownBy(() -> files.site("two"))
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.COVERAGE_CHANGED));
      assertThat(files.sites.find(files.contoso, "two")).isEmpty();
      assertThat(files.sites.listOf(files.contoso, files.adele, "", 10)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("An empty site is deleted with its roles and key, and its name is free again")
  void deletes(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder)) {
      Site site = files.site("finance");
      files.filled.add(site.id());
      assertRefused(FilesError.SITE_NOT_EMPTY, () -> files.sites.delete(site, ADELE));
      assertThat(files.sites.standing(site)).isPresent();
      files.filled.remove(site.id());
      files.sites.delete(site, ADELE);
      assertThat(files.sites.find(files.contoso, "finance")).isEmpty();
      assertThat(files.sites.standing(site)).isEmpty();
      assertThat(files.roles.roleOf(files.contoso, site.id(), files.adele)).isEmpty();
      assertThat(files.keys.dropped()).isEqualTo(1);
      assertThat(files.entries("SiteDelete")).hasSize(1);
      assertRefused(FilesError.SITE_NOT_FOUND, () -> files.sites.delete(site, ADELE));
      assertThat(files.site("finance").id()).isNotEqualTo(site.id());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("The number of a tenant's sites is limited; deleting one makes room")
  void bounded(Dialect dialect) {
    try (SitesFixture files = new SitesFixture(dialect, folder, 2, 2)) {
      Site first = files.site("one");
      files.site("two");
      assertRefused(FilesError.SITE_LIMIT_REACHED, () -> files.site("three"));
      files.sites.delete(first, ADELE);
      files.site("three");
      assertRefused(FilesError.SITE_LIMIT_REACHED, () -> files.site("one"));
    }
  }
}
