package dev.freehold.custody.owners;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.moves.GeoState;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sites that end, on every database. */
abstract class OwnerRemovalContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;
  private OwnerRemoval removal;
  private Geo geo;

  OwnerRemovalContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
    removal = new OwnerRemoval(dialect, fixture.custody.bundle, fixture.custody.ledger);
    geo = fixture.geos.create(fixture.tenant, "NAM", ADMIN);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private List<UUID> remove(UUID tenantId, UUID site) {
    List<UUID> keys = fixture.database.write(tx -> removal.remove(tx, tenantId, site, ADMIN));
    removal.dropCopies(tenantId, keys);
    return keys;
  }

  private Job register() {
    return fixture.filePolicies.register(
        fixture.tenant, "NAM", fixture.exact(ALPHA), fixture.exact(BRAVO), ADMIN);
  }

  private boolean isInBundle(UUID key) {
    return fixture.custody.bundle.copies().keySet().stream()
        .anyMatch(
            copy ->
                copy.part().kind() == BundlePart.Kind.OWNER_KEY && copy.part().id().equals(key));
  }

  @Test
  @DisplayName(
      "After a site is removed, its keys are gone, no geo counts it, and the ledger has the "
          + "removal")
  void removes() {
    UUID kept = fixture.site(geo.id());
    UUID site = fixture.site(geo.id());
    UUID key = fixture.keyOf(site).ownerKeyId();
    assertThat(isInBundle(key)).isTrue();
    assertThat(remove(fixture.tenant, site)).containsExactly(key);

    assertThat(fixture.geos.progress(geo.id()).sites()).isEqualTo(1);
    assertThat(fixture.ownerKeys.standing(fixture.tenant, site)).isEmpty();
    assertThat(isInBundle(key)).isFalse();
    assertThatThrownBy(() -> fixture.openCold(key, USER))
        .isInstanceOfSatisfying(
            KeyAccessException.class,
            e -> assertThat(e.reason()).isEqualTo(KeyAccessException.Reason.NO_SUCH_KEY));
    assertThatThrownBy(
            () ->
                fixture.database.write(
                    tx -> {
                      fixture.access.requireSealable(tx, key, USER);
                      return null;
                    }))
        .isInstanceOf(KeyAccessException.class);
    assertThat(fixture.custody.entries("OwnerKeyDestroy"))
        .singleElement()
        .satisfies(
            recorded -> {
              assertThat(recorded.entry().objectId()).isEqualTo(key.toString());
              assertThat(recorded.entry().actor()).isEqualTo(ADMIN);
              assertThat(recorded.entry().details()).containsEntry("ownerKind", "SITE");
            });
    assertThat(fixture.standing(kept).isSettled()).isTrue();
    assertThat(remove(fixture.tenant, site)).isEmpty();
  }

  @Test
  @DisplayName("Another tenant's site is not removed, and answers like one that does not exist")
  void otherTenants() {
    UUID other = fixture.custody.tenants.create("fabrikam", ADMIN).id();
    UUID site = fixture.site(geo.id());
    assertThat(remove(other, site)).isEmpty();
    assertThat(fixture.standing(site).keyId()).isEqualTo(fixture.keyOf(site).ownerKeyId());
  }

  @Test
  @DisplayName("A job that is about to move a site continues without it if the site is removed")
  void whileItMoves() {
    UUID first = fixture.site(geo.id());
    UUID site = fixture.site(geo.id());
    Job registering = register();
    try (JobRunner _ = fixture.interrupted(() -> remove(fixture.tenant, site))) {
      fixture.finish(registering);
    }
    assertThat(fixture.geoStatuses.of(fixture.tenant, "NAM").state())
        .isEqualTo(GeoState.REGISTERED);
    assertThat(fixture.geoStatuses.of(fixture.tenant, "NAM").sites()).isEqualTo(1);
    assertThat(fixture.standing(first).isSettled()).isTrue();
  }

  @Test
  @DisplayName("Renewed keys that are not emptied yet are destroyed too, and their job ends")
  void retiredKeys() {
    UUID site = fixture.site(geo.id());
    UUID old = fixture.keyOf(site).ownerKeyId();
    fixture.resealer.hinder(old);
    Job registering = register();
    try (JobRunner _ = fixture.runner()) {
      Eventually.holds("the key is renewed", () -> !fixture.keyOf(site).ownerKeyId().equals(old));
      UUID present = fixture.keyOf(site).ownerKeyId();
      assertThat(remove(fixture.tenant, site)).containsExactly(old, present);
      fixture.finish(registering);
    }
    assertThat(isInBundle(old)).isFalse();
    assertThat(fixture.custody.entries("OwnerKeyDestroy")).hasSize(2);
    assertThat(fixture.geoStatuses.of(fixture.tenant, "NAM").state())
        .isEqualTo(GeoState.REGISTERED);
  }
}
