package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.HttpResponseException;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.KeyRotationLifetimeAction;
import com.azure.security.keyvault.keys.models.KeyRotationPolicy;
import com.azure.security.keyvault.keys.models.KeyRotationPolicyAction;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Dialect;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New versions by hand and by policy, on every database. */
abstract class RotationContract {

  private static final String V = "?api-version=2025-07-01";

  @TempDir Path folder;
  private RunningVault vault;
  private KeyClient keys;

  abstract Dialect dialect();

  @BeforeEach
  void start() {
    vault = RunningVault.start(folder, dialect());
    keys = vault.keys(VAULT_A, ADMIN);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  RunningVault vault() {
    return vault;
  }

  @Test
  void rotatingMakesAVersionLikeTheLatest() {
    KeyVaultKey first =
        keys.createEcKey(
            new CreateEcKeyOptions("root")
                .setTags(Map.of("a", "b"))
                .setEnabled(false)
                .setExpiresOn(vault.clock().instant().plusSeconds(60).atOffset(ZoneOffset.UTC)));
    KeyVaultKey second = keys.rotateKey("root");
    assertThat(second.getId()).isNotEqualTo(first.getId());
    assertThat(second.getKeyType()).isEqualTo(first.getKeyType());
    assertThat(second.getKey().getCurveName()).isEqualTo(first.getKey().getCurveName());
    assertThat(second.getKey().getX()).isNotEqualTo(first.getKey().getX());
    assertThat(second.getKeyOperations()).isEqualTo(first.getKeyOperations());
    assertThat(second.getProperties().getTags()).isEqualTo(Map.of("a", "b"));
    assertThat(second.getProperties().isEnabled()).isTrue();
    assertThat(second.getProperties().getExpiresOn()).isNull();
    assertThat(keys.getKey("root").getId()).isEqualTo(second.getId());
    assertThat(keys.listPropertiesOfKeyVersions("root")).hasSize(2);
  }

  @Test
  void thePolicyOfTheOfficialClientIsKeptAndSetsTheExpiry() {
    keys.createEcKey(new CreateEcKeyOptions("root"));
    KeyRotationPolicy none = keys.getKeyRotationPolicy("root");
    assertThat(none.getId()).isNull();
    assertThat(none.getLifetimeActions()).hasSize(1);
    KeyRotationPolicy set = keys.updateKeyRotationPolicy("root", policy("P90D", "P30D"));
    assertThat(set.getId())
        .isEqualTo(vault.server().vaultUri(VAULT_A) + "/keys/root/rotationpolicy");
    assertThat(set.getCreatedOn().toEpochSecond())
        .isEqualTo(vault.clock().instant().getEpochSecond());
    KeyRotationPolicy got = keys.getKeyRotationPolicy("root");
    assertThat(got.getExpiresIn()).isEqualTo("P90D");
    assertThat(got.getLifetimeActions().getFirst().getAction())
        .isEqualTo(KeyRotationPolicyAction.ROTATE);
    assertThat(got.getLifetimeActions().getFirst().getTimeAfterCreate()).isEqualTo("P30D");
    assertThat(keys.getKey("root").getProperties().getExpiresOn()).isNull();
    KeyVaultKey rotated = keys.rotateKey("root");
    assertThat(
            rotated.getProperties().getExpiresOn().toEpochSecond()
                - rotated.getProperties().getCreatedOn().toEpochSecond())
        .isEqualTo(90 * 86_400);
  }

  @Test
  void aBrokenPolicyIsRefusedAndADeletedKeyHasNone() {
    keys.createEcKey(new CreateEcKeyOptions("root"));
    try (RawClient client = new RawClient(vault)) {
      String token = vault.token(ADMIN);
      String path = "/keys/root/rotationpolicy" + V;
      String body =
          "{\"lifetimeActions\":[{\"trigger\":{\"timeAfterCreate\":\"P1D\"},"
              + "\"action\":{\"type\":\"Rotate\"}}]}";
      Reply refused = client.send("PUT", path, token, body);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo("BadParameter");
      keys.beginDeleteKey("root").poll();
      assertThat(client.send("PUT", path, token, "{}").status()).isEqualTo(404);
      assertThat(client.send("GET", path, token, "").status()).isEqualTo(404);
      assertThat(client.send("POST", "/keys/root/rotate" + V, token, "").status()).isEqualTo(404);
    }
  }

  @Test
  void thatAVersionExpiresIsToldOnceAMonthBefore() {
    Instant expires = vault.clock().instant().plus(Duration.ofDays(60)).truncatedTo(SECONDS);
    KeyVaultKey first =
        keys.createEcKey(
            new CreateEcKeyOptions("root").setExpiresOn(expires.atOffset(ZoneOffset.UTC)));
    keys.createEcKey(new CreateEcKeyOptions("forever"));
    vault.server().keepHouse();
    assertThat(nearExpiry()).isEmpty();
    vault.clock().advance(Duration.ofDays(31));
    vault.server().keepHouse();
    vault.server().keepHouse();
    assertThat(nearExpiry())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.objectId()).isEqualTo(first.getId());
              assertThat(entry.details()).containsEntry("expires", expires.toString());
            });
    vault.clock().advance(Duration.ofDays(28));
    vault.server().keepHouse();
    assertThat(nearExpiry()).hasSize(1);
  }

  private List<LedgerEntry> nearExpiry() {
    return vault.entries().stream()
        .map(RecordedEntry::entry)
        .filter(entry -> entry.operation().equals("KeyNearExpiry"))
        .toList();
  }

  @Test
  void aYearOfRotationsByPolicy() {
    keys.createEcKey(new CreateEcKeyOptions("root"));
    keys.updateKeyRotationPolicy("root", policy("P90D", "P2M"));
    Instant start = vault.clock().instant();
    for (int day = 1; day <= 365; day++) {
      vault.clock().advance(Duration.ofDays(1));
      vault.server().keepHouse();
    }
    List<KeyVersion> versions = versions("root");
    assertThat(versions).hasSizeBetween(6, 7);
    Instant previous = start;
    for (KeyVersion version : versions.subList(1, versions.size())) {
      assertThat(Duration.between(previous, version.created()).toDays()).isBetween(59L, 63L);
      assertThat(version.attributes().expires())
          .contains(Instant.ofEpochSecond(version.created().getEpochSecond() + 90 * 86_400));
      previous = version.created();
    }
    assertThat(vault.entries())
        .filteredOn(recorded -> recorded.entry().operation().equals("KeyRotateIfDue"))
        .hasSize(versions.size() - 1)
        .last()
        .satisfies(
            recorded -> {
              assertThat(recorded.entry().actor()).isEqualTo("system:housekeeping");
              assertThat(recorded.entry().objectId())
                  .isEqualTo(
                      "%s/keys/root/%s"
                          .formatted(
                              vault.server().vaultUri(VAULT_A),
                              VersionId.format(versions.getLast().version())));
            });
  }

  @Test
  void afterALongStopAKeyIsRotatedOnce() {
    keys.createEcKey(new CreateEcKeyOptions("root"));
    keys.updateKeyRotationPolicy("root", policy("P90D", "P30D"));
    vault.clock().advance(Duration.ofDays(400));
    vault.server().keepHouse();
    vault.server().keepHouse();
    assertThat(versions("root")).hasSize(2);
  }

  @Test
  void aKeyIsRotatedBeforeItsLatestVersionExpires() {
    keys.createEcKey(new CreateEcKeyOptions("root"));
    KeyRotationLifetimeAction action =
        new KeyRotationLifetimeAction(KeyRotationPolicyAction.ROTATE).setTimeBeforeExpiry("P10D");
    keys.updateKeyRotationPolicy(
        "root", new KeyRotationPolicy().setExpiresIn("P28D").setLifetimeActions(List.of(action)));
    vault.clock().advance(Duration.ofMinutes(40));
    vault.server().keepHouse();
    assertThat(versions("root")).as("the first version does not expire").hasSize(1);
    keys.rotateKey("root");
    vault.clock().advance(Duration.ofDays(18).minusMinutes(1));
    vault.server().keepHouse();
    assertThat(versions("root")).hasSize(2);
    vault.clock().advance(Duration.ofMinutes(1));
    vault.server().keepHouse();
    assertThat(versions("root")).hasSize(3);
  }

  @Test
  void disabledAndDeletedKeysAreLeftAloneUntilTheyAreBack() {
    for (String name : List.of("disabled", "deleted")) {
      keys.createEcKey(new CreateEcKeyOptions(name));
      keys.updateKeyRotationPolicy(name, policy("P90D", "P30D"));
    }
    keys.updateKeyProperties(keys.getKey("disabled").getProperties().setEnabled(false));
    keys.beginDeleteKey("deleted").poll();
    Instant before = vault.clock().instant();
    vault.clock().advance(Duration.ofDays(31));
    vault.server().keepHouse();
    assertThat(versions("disabled")).hasSize(1);
    vault.clock().advance(Duration.between(vault.clock().instant(), before));
    keys.updateKeyProperties(keys.getKey("disabled").getProperties().setEnabled(true));
    keys.beginRecoverDeletedKey("deleted").poll();
    vault.clock().advance(Duration.ofDays(31));
    vault.server().keepHouse();
    assertThat(versions("disabled")).hasSize(2);
    assertThat(versions("deleted")).hasSize(2);
  }

  @Test
  void thePolicyGoesWithTheBackup() {
    keys.createEcKey(new CreateEcKeyOptions("root"));
    keys.updateKeyRotationPolicy("root", policy("P90D", "P30D"));
    KeyClient other = vault.keys(RunningVault.VAULT_B, ADMIN);
    other.restoreKeyBackup(keys.backupKey("root"));
    assertThat(other.getKeyRotationPolicy("root").getExpiresIn()).isEqualTo("P90D");
    vault.clock().advance(Duration.ofDays(30));
    vault.server().keepHouse();
    assertThat(versions("root")).hasSize(2);
    assertThat(versionsIn(RunningVault.VAULT_B, "root")).hasSize(2);
  }

  /** Making a key takes long enough for others to come in between. */
  @Test
  void aKeyThatChangesItsKindMeanwhileIsNotMixedUp() {
    keys.createRsaKey(new CreateRsaKeyOptions("root").setKeySize(4096));
    CompletableFuture<Void> rotation =
        CompletableFuture.runAsync(
            () -> {
              try {
                keys.rotateKey("root");
              } catch (HttpResponseException refused) {
                assertThat(refused.getResponse().getStatusCode()).isEqualTo(409);
              }
            },
            Thread::startVirtualThread);
    keys.getKey("root");
    do {
      keys.createEcKey(new CreateEcKeyOptions("root"));
    } while (!rotation.isDone());
    rotation.join();
    assertThat(versions("root"))
        .allSatisfy(
            key ->
                assertThat(key.operations()).isEqualTo(KeyOperation.defaults(key.form().kind())));
  }

  static KeyRotationPolicy policy(String expiry, String afterCreate) {
    return new KeyRotationPolicy()
        .setExpiresIn(expiry)
        .setLifetimeActions(
            List.of(
                new KeyRotationLifetimeAction(KeyRotationPolicyAction.ROTATE)
                    .setTimeAfterCreate(afterCreate)));
  }

  List<KeyVersion> versions(String name) {
    return versionsIn(VAULT_A, name);
  }

  private List<KeyVersion> versionsIn(String vaultName, String name) {
    UUID id = Optional.of(vaultName).flatMap(vault.administration()::vault).orElseThrow().id();
    return vault.database().read(tx -> KeyRows.versions(tx, id, new KeyName(name), 0, 100));
  }
}
