package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.recovery.RecoveryRequest;
import dev.freehold.custody.recovery.RecoveryState;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Geos and their file policies, on every database. */
abstract class GeoContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  GeoContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private final List<GeoStatus> seen = Collections.synchronizedList(new ArrayList<>());

  private Job register(String code) {
    return fixture.filePolicies.register(
        fixture.tenant, code, fixture.exact(ALPHA), fixture.exact(BRAVO), ADMIN);
  }

  /** While no job goes on: two questions have one answer then. */
  private GeoStatus status(String code) {
    GeoStatus status = fixture.geoStatuses.of(fixture.tenant, code);
    assertThat(fixture.geoStatuses.ofTenant(fixture.tenant)).as("of all geos").contains(status);
    return status;
  }

  private void finishWatching(Job job) {
    seen.clear();
    try (JobRunner _ =
        fixture.watched(() -> seen.add(fixture.geoStatuses.of(fixture.tenant, "NAM")))) {
      fixture.finish(job);
    }
  }

  @Test
  @DisplayName(
      "A geo goes from Unregistered through Registering to Registered, and its keys can then be "
          + "rolled")
  void life() {
    Geo geo = fixture.geos.create(fixture.tenant, "nam", ADMIN);
    List<UUID> sites = IntStream.range(0, 12).mapToObj(i -> fixture.site(geo.id())).toList();
    assertThat(status("Nam").state().published()).isEqualTo("Unregistered");
    assertThat(status("NAM").sites()).isEqualTo(12);
    Job registering = register("NAM");
    assertThat(status("NAM").state().published()).isEqualTo("Registering");
    assertThat(status("NAM").percentOfSites()).isZero();
    assertRefused(CustodyError.GEO_REGISTERED, () -> register("NAM"));
    finishWatching(registering);
    assertThat(seen)
        .allSatisfy(
            status -> {
              assertThat(status.state()).isEqualTo(GeoState.REGISTERING);
              assertThat(status.percentOfSites()).isBetween(0, 99);
            })
        .anySatisfy(status -> assertThat(status.percentOfSites()).isPositive());
    assertThat(status("NAM").state().published()).isEqualTo("Registered");
    assertThat(status("NAM").percentOfSites()).isEqualTo(100);
    assertSitesUnder(sites, geo);
    assertSitesUnder(List.of(fixture.site(geo.id())), geo);

    RootKeyUri newest = fixture.vaults.newVersion(ALPHA);
    Job rolling = roll(1, newest.toString());
    assertThat(status("NAM").state().published()).isEqualTo("Rolling");
    assertRefused(CustodyError.JOB_RUNNING, () -> roll(2, fixture.exact(BRAVO)));
    assertThat(fixture.runToTheEnd(rolling).statement())
        .containsEntry("root1", newest.toString())
        .containsEntry("ownerKeys", "13")
        .containsEntry("versionsBeforeMayBeDisabled", "true");
    assertThat(status("NAM").state()).isEqualTo(GeoState.REGISTERED);
    assertThat(fixture.custody.entries("GeoCreate")).hasSize(1);
    assertThat(fixture.custody.entries("RootKeyRoll")).hasSize(1);
  }

  private Job roll(int slot, String key) {
    return fixture.filePolicies.roll(fixture.tenant, "NAM", slot, key, ADMIN);
  }

  private void assertSitesUnder(List<UUID> sites, Geo geo) {
    UUID policy = fixture.geos.get(fixture.tenant, geo.code()).policyId().orElseThrow();
    assertThat(sites)
        .allSatisfy(
            site -> {
              assertThat(fixture.standing(site).policyId()).isEqualTo(policy);
              assertThat(fixture.standing(site).kind()).isEqualTo(PolicyKind.FILE);
              assertThat(fixture.standing(site).isSettled()).isTrue();
            });
  }

  @Test
  @DisplayName("The number of a tenant's geos is limited")
  void bounded() {
    for (int i = 0; i < CustodyLimits.MAX_GEOS_PER_TENANT; i++) {
      String code = "G" + (char) ('A' + i / 26) + (char) ('A' + i % 26);
      fixture.geos.create(fixture.tenant, code, ADMIN);
    }
    assertRefused(
        CustodyError.GEO_LIMIT_REACHED, () -> fixture.geos.create(fixture.tenant, "NAM", ADMIN));
    assertThat(fixture.geos.list(fixture.tenant)).hasSize(CustodyLimits.MAX_GEOS_PER_TENANT);
  }

  @Test
  @DisplayName("Invalid geos and keys are refused, each fault with its own code")
  void refusals() {
    UUID other = fixture.custody.tenants.create("fabrikam", ADMIN).id();
    fixture.geos.create(fixture.tenant, "NAM", ADMIN);
    assertRefused(CustodyError.GEO_EXISTS, () -> fixture.geos.create(fixture.tenant, "nam", ADMIN));
    for (String bad : Set.of("", "N", "NORTHAMER", "N1", "N M")) {
      assertRefused(
          CustodyError.GEO_CODE_INVALID, () -> fixture.geos.create(fixture.tenant, bad, ADMIN));
    }
    assertRefused(CustodyError.GEO_NOT_FOUND, () -> fixture.geoStatuses.of(other, "NAM"));
    assertRefused(CustodyError.GEO_NOT_FOUND, () -> register("EUR"));
    assertRefused(CustodyError.GEO_NOT_REGISTERED, () -> roll(1, fixture.exact(ALPHA)));
    assertRefused(
        CustodyError.KEY_VERSION_MISSING,
        () ->
            fixture.filePolicies.register(
                fixture.tenant, "NAM", fixture.exact(ALPHA), BRAVO.toString(), ADMIN));
    assertRefused(
        CustodyError.KEYS_IN_ONE_VAULT,
        () ->
            fixture.filePolicies.register(
                fixture.tenant,
                "NAM",
                fixture.exact(ALPHA),
                ALPHA.vaultUrl() + "/keys/other/" + "0".repeat(32),
                ADMIN));
    assertThat(status("NAM").state()).isEqualTo(GeoState.UNREGISTERED);
    fixture.runToTheEnd(register("NAM"));
    assertRefused(CustodyError.KEY_VERSION_MISSING, () -> roll(1, ALPHA.toString()));
  }

  @Test
  @DisplayName("A geo that lost both roots is Recovering until every site is under new ones")
  void restores() {
    Geo geo = fixture.geos.create(fixture.tenant, "NAM", ADMIN);
    List<UUID> sites = IntStream.range(0, 10).mapToObj(i -> fixture.site(geo.id())).toList();
    fixture.runToTheEnd(register("NAM"));
    UUID lost = fixture.geos.get(fixture.tenant, "NAM").policyId().orElseThrow();
    assertRefused(CustodyError.NOT_IN_RECOVERY, this::restore);
    RecoveryRequest request =
        fixture.recovery.request(fixture.tenant, lost, "both vaults burnt", "a@contoso");
    fixture.recovery.approve(fixture.tenant, request.id(), Optional.empty(), "b@contoso");
    assertRefused(CustodyError.NOT_IN_RECOVERY, this::restore);
    fixture.recovery.open(request.id(), "operator");
    assertThat(status("NAM").state().published()).isEqualTo("Recovering");
    fixture.vaultsRefuse(ALPHA, BRAVO);
    finishWatching(restore());
    assertThat(seen)
        .isNotEmpty()
        .allSatisfy(status -> assertThat(status.state()).isEqualTo(GeoState.RECOVERING));
    assertThat(status("NAM").state()).isEqualTo(GeoState.REGISTERED);
    assertSitesUnder(sites, geo);
    assertThat(fixture.policies.get(fixture.tenant, lost).state()).isEqualTo(PolicyState.RETIRED);
    assertThat(fixture.recovery.get(fixture.tenant, request.id()).state())
        .isEqualTo(RecoveryState.DONE);
    assertThat(fixture.custody.entries("PolicyRetire")).hasSize(1);
  }

  private Job restore() {
    return fixture.recovery.recoverGeo(
        fixture.tenant, "NAM", fixture.exact(CHARLIE), fixture.exact(DELTA), ADMIN);
  }
}
