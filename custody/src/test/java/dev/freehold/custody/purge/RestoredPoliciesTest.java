package dev.freehold.custody.purge;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.RestoredPolicies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.testing.CrashPoint;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A main database that does not know of a purge which the availability database knows of. */
@ParameterizedClass
@EnumSource(Dialect.class)
@DisplayName("A database from before a purge")
class RestoredPoliciesTest {

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private PurgeFixture fixture;
  private MovesFixture custody;
  private Policy leaving;
  private Policy staying;

  @BeforeEach
  void open() {
    fixture = new PurgeFixture(dialect, folder);
    custody = fixture.custody;
    leaving = custody.mailboxPolicy("leaving");
    staying = custody.mailboxPolicy("staying");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private List<UUID> start() {
    return start(custody.custody.bundle);
  }

  private List<UUID> start(BundleSink bundle) {
    return new RestoredPolicies(
            custody.database,
            custody.custody.availabilityKeys,
            bundle,
            custody.custody.ledger,
            custody.custody.clock)
        .endAgain();
  }

  @Test
  @DisplayName("fault 30: brings no purged policy back, though its vaults answer again")
  void fault30_purgedPoliciesAreEndedAgain() {
    UUID purged = custody.keyOf(custody.mailbox(Optional.of(leaving.id()))).ownerKeyId();
    UUID other = custody.keyOf(custody.mailbox(Optional.of(staying.id()))).ownerKeyId();
    custody.custody.availabilityKeys.destroyAll(custody.tenant, leaving.id());

    assertThat(start()).containsExactly(leaving.id());

    assertThat(fixture.stateOf(leaving)).isEqualTo(PolicyState.PURGED);
    assertThatThrownBy(() -> custody.openCold(purged, USER))
        .isInstanceOfSatisfying(
            KeyAccessException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PURGED));
    custody.openCold(other, USER).close();
    assertThat(fixture.entries("PolicyPurgeRepeat"))
        .singleElement()
        .satisfies(
            found -> assertThat(found.entry().objectId()).isEqualTo(leaving.id().toString()));
    assertThat(start()).as("at the next start").isEmpty();
  }

  @Test
  @DisplayName("fault 55: is ended again, although the row of its geo was forged")
  void fault55_forgedGeoHindersNoStart() {
    custody.geos.create(custody.tenant, "NAM", ADMIN);
    custody.runToTheEnd(
        custody.filePolicies.register(
            custody.tenant,
            "NAM",
            custody.exact(MovesFixture.CHARLIE),
            custody.exact(MovesFixture.DELTA),
            ADMIN));
    Geo geo = custody.geos.get(custody.tenant, "NAM");
    UUID policyId = geo.policyId().orElseThrow();
    assertThat(
            custody.database.<Integer>write(
                tx -> tx.execute("UPDATE geos SET code = 'APC' WHERE id = ?", geo.id())))
        .isEqualTo(1);
    custody.custody.availabilityKeys.destroyAll(custody.tenant, policyId);

    assertThat(start()).containsExactly(policyId);

    assertThat(custody.policies.get(custody.tenant, policyId).state())
        .isEqualTo(PolicyState.PURGED);
    assertThatThrownBy(() -> custody.site(geo.id())).hasMessageContaining("authorises nothing");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @DisplayName("If a start dies while it deletes the bundle's copies, the next one completes it")
  void startEnds(int write) {
    BundlePart part = new BundlePart(custody.tenant, BundlePart.Kind.POLICY, leaving.id());
    assertThat(custody.custody.bundle.copiesOf(part)).isNotEmpty();
    custody.custody.availabilityKeys.destroyAll(custody.tenant, leaving.id());

    BundleSink torn = new CrashPoint(write, false).around(custody.custody.bundle);
    assertThatThrownBy(() -> start(torn)).hasMessage("crash before a write");

    assertThat(start()).containsExactly(leaving.id());
    assertThat(custody.custody.bundle.copiesOf(part)).isEmpty();
    assertThat(fixture.entries("PolicyPurgeRepeat")).hasSize(1);
  }

  @Test
  @DisplayName("A database from after the purge stays as it is")
  void nothingToDo() {
    fixture.finish(fixture.begun(leaving));
    assertThat(start()).isEmpty();
    assertThat(fixture.entries("PolicyPurgeRepeat")).isEmpty();
  }
}
