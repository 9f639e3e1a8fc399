package dev.freehold.custody.purge;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.identity.HeldRole;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.moves.GeoState;
import dev.freehold.custody.moves.GeoStatus;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The purge of a geo's sites: consents, revocation, run, and what the geo is afterwards. */
abstract class PurgeSitesContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private PurgeFixture fixture;
  private MovesFixture custody;
  private UUID site;
  private UUID siteKey;

  PurgeSitesContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new PurgeFixture(dialect, folder);
    custody = fixture.custody;
    Geo geo = custody.geos.create(custody.tenant, "NAM", ADMIN);
    site = custody.site(geo.id());
    custody.runToTheEnd(register(ALPHA, BRAVO));
    fixture.contents.put(site, 4);
    siteKey = custody.keyOf(site).ownerKeyId();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Job register(RootKeyUri primary, RootKeyUri secondary) {
    return custody.filePolicies.register(
        custody.tenant, "NAM", custody.exact(primary), custody.exact(secondary), ADMIN);
  }

  private Geo geo() {
    return custody.geos.get(custody.tenant, "NAM");
  }

  private PurgeCase requested() {
    fixture.requests.requestSites(geo(), PurgeFixture.WISH, ADMIN);
    return fixture.cases.list(custody.tenant).getFirst();
  }

  private PurgeCase authorise(PurgeCase purge) {
    return fixture.cases.authorise(custody.tenant, purge.id(), fixture.document(purge), "bearer");
  }

  @Test
  @DisplayName("fault 55: A forged row of a geo does not save its policy from the purge")
  void fault55_forgedGeo() {
    Identity only = fixture.vaultAdmin("Nora");
    PurgeCase purge = requested();
    fixture.consent(purge, only);
    custody.vaultsRefuse(ALPHA, BRAVO);
    authorise(purge);
    PurgeCase begun = fixture.approvedTwice(purge);
    assertThat(
            custody.database.<Integer>write(
                tx -> tx.execute("UPDATE geos SET code = 'APC' WHERE code = 'NAM'")))
        .isEqualTo(1);

    fixture.finish(begun);

    assertThat(custody.policies.get(custody.tenant, purge.policyId()).state())
        .isEqualTo(PolicyState.PURGED);
  }

  @Test
  @DisplayName("The whole run: everybody agrees and revokes, and then the geo has no policy")
  void whole() {
    Identity one = fixture.vaultAdmin("Nora");
    Identity two = fixture.vaultAdmin("Emil");
    PurgeCase purge = requested();
    assertThat(purge.workload()).isEqualTo(PurgeWorkload.SHAREPOINT);
    assertThat(purge.geo()).contains("NAM");
    assertThat(purge.consents()).extracting(Consent::displayName).contains("Nora", "Emil");
    fixture.consent(purge, one);
    PurgeCase agreed = fixture.consent(purge, two);
    assertThat(agreed.consents()).allMatch(consent -> consent.givenAt().isPresent());
    LedgerEntry entry = fixture.entries("PolicyPurgeConsent").getLast().entry();
    assertThat(entry.actor()).isEqualTo(two.objectId().toString());
    assertThat(entry.details())
        .containsEntry("vault1", ALPHA.vaultUrl())
        .containsEntry("vault2", BRAVO.vaultUrl());
    custody.vaultsRefuse(ALPHA, BRAVO);
    authorise(purge);
    fixture.finish(fixture.approvedTwice(purge));

    custody.vaultsAgree(ALPHA, BRAVO);
    assertThatThrownBy(() -> custody.openCold(siteKey, USER))
        .isInstanceOfSatisfying(
            KeyAccessException.class,
            e -> assertThat(e.reason()).isEqualTo(KeyAccessException.Reason.PURGED));
    assertThat(geo().policyId()).isEmpty();
    assertThat(custody.geoStatuses.of(custody.tenant, "NAM").state())
        .isEqualTo(GeoState.UNREGISTERED);
    assertThat(fixture.now(purge).geo()).contains("NAM");
    assertThat(fixture.now(purge).consents()).hasSize(2);
    assertThat(fixture.entries("PolicyPurge").getFirst().entry().details())
        .containsEntry("workload", "SHAREPOINT")
        .containsEntry("destroyedObjects", "4");
  }

  @Test
  @DisplayName("Sites of the geo that had not come under its policy stay, and it says how many")
  void leftOut() {
    Geo other = custody.geos.create(custody.tenant, "EUR", ADMIN);
    UUID stays = custody.site(other.id());
    custody.filePolicies.register(
        custody.tenant, "EUR", custody.exact(CHARLIE), custody.exact(DELTA), ADMIN);
    fixture.requests.requestSites(
        custody.geos.get(custody.tenant, "EUR"), PurgeFixture.WISH, ADMIN);
    PurgeCase purge = fixture.cases.list(custody.tenant).getFirst();
    assertThat(purge.geo()).contains("EUR");
    assertThat(fixture.requests.waiting(purge)).isEqualTo(1);
    assertThat(fixture.entries("PolicyPurgeRequest").getLast().entry().details())
        .containsEntry("waitingOwners", "1");
    custody.openCold(custody.keyOf(stays).ownerKeyId(), USER).close();
    assertThat(fixture.requests.waiting(requested())).isZero();
  }

  @Test
  @DisplayName("Another policy can be registered afterwards; purged sites do not come under it")
  void registeredAgain() {
    PurgeCase purge = requested();
    fixture.consent(purge, fixture.vaultAdmin("Nora"));
    custody.vaultsRefuse(ALPHA, BRAVO);
    authorise(purge);
    fixture.finish(fixture.approvedTwice(purge));
    Job job = custody.runToTheEnd(register(CHARLIE, DELTA));
    assertThat(job.statement()).containsEntry("owners", "0");
    GeoStatus status = custody.geoStatuses.of(custody.tenant, "NAM");
    assertThat(status.state()).isEqualTo(GeoState.REGISTERED);
    assertThat(status.sites()).isZero();
    UUID fresh = custody.site(geo().id());
    assertThat(custody.standing(fresh).policyId()).isEqualTo(geo().policyId().orElseThrow());
    assertThat(custody.ownerKeys.standing(custody.tenant, site)).isEmpty();
  }

  @Test
  @DisplayName("fault 26: it is not authorised while a consent is missing or a permission remains")
  void fault26_sites() {
    Identity one = fixture.vaultAdmin("Nora");
    PurgeCase purge = requested();
    assertRefused(CustodyError.PURGE_CONSENT_MISSING, () -> fixture.document(purge));
    fixture.consent(purge, one);
    assertRefused(CustodyError.PURGE_PERMISSION_REMAINS, () -> fixture.document(purge));
    custody.vaultsRefuse(ALPHA);
    assertThatThrownBy(() -> fixture.document(purge))
        .hasMessageContaining(BRAVO + " (")
        .hasMessageNotContaining(ALPHA + " (");
    custody.vaultsRefuse(BRAVO);
    DocumentFacts document = fixture.document(purge);
    custody.vaultsAgree(ALPHA);
    assertRefused(CustodyError.PURGE_PERMISSION_REMAINS, () -> authorise(purge));
    assertRefused(
        CustodyError.PURGE_PERMISSION_REMAINS,
        () -> fixture.cases.renewInventory(custody.tenant, purge.id(), ADMIN));
    assertThat(fixture.now(purge).inventory())
        .as("the list of the document that was made")
        .hasValueSatisfying(
            list -> assertThat(list.sha256()).isEqualTo(document.inventorySha256()));
    assertThat(fixture.now(purge).state()).isEqualTo(PolicyState.PURGE_REQUESTED);
    custody.vaultsRefuse(ALPHA);
    assertThat(authorise(purge).state()).isEqualTo(PolicyState.PURGE_AUTHORISED);
  }

  @Test
  @DisplayName(
      "A person who becomes a vault administrator meanwhile has to agree; one who no longer is "
          + "has not")
  void roster() {
    PurgeCase purge = requested();
    custody.vaultsRefuse(ALPHA, BRAVO);
    assertRefused(CustodyError.PURGE_CONSENT_MISSING, () -> fixture.document(purge));
    fixture.consent(purge, fixture.vaultAdmin("Nora"));
    fixture.document(purge);
    Identity late = fixture.vaultAdmin("Emil");
    assertRefused(CustodyError.PURGE_CONSENT_MISSING, () -> authorise(purge));
    assertThatThrownBy(() -> authorise(purge)).hasMessageContaining("Emil");
    custody.database.write(
        tx ->
            tx.createUpdate("DELETE FROM identities WHERE object_id = :id")
                .bind("id", late.objectId())
                .execute());
    assertThat(authorise(purge).consents())
        .extracting(Consent::displayName)
        .containsExactly("Nora");
  }

  @Test
  @DisplayName(
      "fault 55: a vault administrator whose role was deleted by forgery still has to agree")
  void fault55_roleWrittenAway() {
    Identity emil = fixture.vaultAdmin("Emil");
    PurgeCase purge = requested();
    custody.vaultsRefuse(ALPHA, BRAVO);
    fixture.consent(purge, fixture.vaultAdmin("Nora"));
    custody.database.write(
        tx ->
            tx.createUpdate("UPDATE identities SET roles = '' WHERE object_id = :id")
                .bind("id", emil.objectId())
                .execute());
    List<HeldRole> holders =
        custody.database.read(tx -> HeldRole.among(tx, custody.tenant, Role.VAULT_ADMIN));
    assertThat(holders).hasSize(2);
    assertRefused(CustodyError.PURGE_CONSENT_MISSING, () -> fixture.document(purge));
    // Names are sealed with the roles, so only the id is certain.
    assertThatThrownBy(() -> fixture.document(purge))
        .hasMessageContaining(emil.objectId().toString());
  }

  @Test
  @DisplayName("Consent needs a vault administrator's own recent sign-in, and names both vaults")
  void ownConsent() {
    Identity one = fixture.vaultAdmin("Nora");
    Identity plain =
        custody.custody.identities.createUser(
            custody.tenant, "Ida", Set.of(Role.SHAREPOINT_ADMIN), ADMIN);
    PurgeCase purge = requested();
    List<String> both = List.of(ALPHA.vaultUrl(), BRAVO.vaultUrl());
    assertRefused(CustodyError.PURGE_CONSENT_REFUSED, () -> fixture.consent(purge, plain));
    for (Duration ago : List.of(Duration.ofMinutes(16), Duration.ofDays(-1))) {
      assertRefused(
          CustodyError.SIGN_IN_NOT_RECENT,
          () ->
              fixture.consents.consent(
                  PurgeFixture.signedIn(one, Instant.now().minus(ago)), purge.id(), both, "nora"));
    }
    assertRefused(
        CustodyError.PURGE_CONSENT_REFUSED,
        () ->
            fixture.consents.consent(
                PurgeFixture.signedIn(one, Instant.now()),
                purge.id(),
                List.of(ALPHA.vaultUrl(), DELTA.vaultUrl()),
                "nora"));
    assertThat(fixture.now(purge).consents())
        .allMatch(consent -> consent.givenAt().equals(Optional.empty()));
    fixture.consent(purge, one);
    fixture.consent(purge, one);
    assertThat(
            fixture.entries("PolicyPurgeConsent").stream()
                .filter(e -> e.entry().outcome() == LedgerEntry.Outcome.DONE))
        .hasSize(1);
  }

  @Test
  @DisplayName("No site comes under the policy once its purge was requested")
  void noNewSite() {
    requested();
    assertRefused(CustodyError.POLICY_PURGE_REQUESTED, () -> custody.site(geo().id()));
    assertRefused(
        CustodyError.PURGE_REQUESTED,
        () -> fixture.requests.requestSites(geo(), PurgeFixture.WISH, ADMIN));
  }
}
