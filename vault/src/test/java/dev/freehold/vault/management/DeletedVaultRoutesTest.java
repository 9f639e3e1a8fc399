package dev.freehold.vault.management;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.SUBSCRIPTION;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.testing.RawClient.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Vaults between their deletion and their end. */
class DeletedVaultRoutesTest extends ManagementFixture {

  private static final String DELETED = PROVIDER + "/locations/test/deletedVaults/fresh-vault";
  private static final String ALL_KEYS = "\"keys\":[\"all\",\"purge\"]";

  /** Makes the vault, with a key in it. */
  private void makeWithKey(String more) {
    make(more);
    asOwner("PUT", FRESH + "/accessPolicies/add", policies(ADMIN, ALL_KEYS));
    assertThat(keys(ADMIN, "POST", "/keys/root/create", "{\"kty\":\"EC\"}").status())
        .isEqualTo(200);
  }

  private Reply delete() {
    Reply reply = asOwner("DELETE", FRESH, "");
    assertThat(reply.status()).isEqualTo(200);
    return reply;
  }

  private Reply recover() {
    return asOwner(
        "PUT",
        FRESH,
        """
        {"location":"Test","properties":{"createMode":"recover","tenantId":"%s",
          "sku":{"family":"A","name":"standard"},"enablePurgeProtection":true}}
        """
            .formatted(TENANT));
  }

  @Test
  void aDeletedVaultIsListedAndShown() {
    make(",\"enablePurgeProtection\":true,\"softDeleteRetentionInDays\":30");
    delete();
    assertThat(get(FRESH).status()).isEqualTo(404);
    JsonNode shown = get(DELETED).json();
    assertThat(shown.get("id").asText())
        .isEqualTo(PROVIDER + "/locations/test/deletedVaults/Fresh-Vault");
    JsonNode properties = shown.get("properties");
    assertThat(properties.get("vaultId").asText()).isEqualTo(FRESH);
    assertThat(properties.get("purgeProtectionEnabled").asBoolean()).isTrue();
    Instant deletion = Instant.parse(properties.get("deletionDate").asText());
    assertThat(properties.get("scheduledPurgeDate").asText())
        .isEqualTo(deletion.plus(Duration.ofDays(30)).toString());
    JsonNode list = get(PROVIDER + "/deletedVaults").json().get("value");
    assertThat(list).containsExactly(shown);
    assertThat(get(DELETED.replace("/test/", "/elsewhere/")).code())
        .isEqualTo("DeletedVaultNotFound");
    assertThat(asOwner("DELETE", FRESH, "").status()).isEqualTo(204);
  }

  @Test
  void itsHostAnswersAsIfItDidNotExist() {
    makeWithKey("");
    delete();
    Reply gone = keys(ADMIN, "GET", "/keys/root", "");
    Reply never =
        client.send(
            "GET", "never.vault.localhost", "/keys/root?api-version=7.4", vault.token(ADMIN), "");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.json()).isEqualTo(never.json());
    assertThat(keys(ADMIN, "GET", "/keys/root", "").response().headers().map())
        .doesNotContainKey("WWW-Authenticate");
  }

  @Test
  void itComesBackAsItWasWhateverTheRequestSays() {
    makeWithKey(",\"enabledForDeployment\":true");
    keys(ADMIN, "POST", "/keys/gone/create", "{\"kty\":\"EC\"}");
    keys(ADMIN, "DELETE", "/keys/gone", "");
    JsonNode before = get(FRESH).json().get("properties");
    delete();
    Reply back = recover();
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.json().get("properties")).isEqualTo(before);
    assertThat(keys(ADMIN, "GET", "/keys/root", "").status()).isEqualTo(200);
    assertThat(keys(ADMIN, "GET", "/deletedkeys/gone", "").status()).isEqualTo(200);
    assertThat(get(DELETED).status()).isEqualTo(404);
    assertThat(recover().code()).isEqualTo("SoftDeletedVaultDoesNotExist");
    assertThat(vault.entries().stream().map(e -> e.entry().operation()))
        .contains("VaultDelete", "VaultRecover");
  }

  @Test
  void itIsOnlyRecoveredWhereItWas() {
    make("");
    delete();
    String elsewhere = FRESH.replace("/rg/", "/other/");
    String body = "{\"location\":\"test\",\"properties\":{\"createMode\":\"recover\"}}";
    assertThat(asOwner("PUT", elsewhere, body).code()).isEqualTo("SoftDeletedVaultDoesNotExist");
  }

  @Test
  void itsNameStaysTaken() {
    make("");
    delete();
    assertThat(make("").code()).isEqualTo("ConflictError");
    assertThat(nameAvailable("fresh-vault")).isFalse();
    UUID other = UUID.randomUUID();
    vault
        .administration()
        .createSubscription(new Subscription(other, TENANT, "other", Set.of(ADMIN)));
    Reply theirs =
        asOwner("PUT", FRESH.replace(SUBSCRIPTION.toString(), other.toString()), body(""));
    assertThat(theirs.code()).isEqualTo("VaultAlreadyExists");
    assertThat(asOwner("POST", DELETED + "/purge", "").status()).isEqualTo(200);
    assertThat(nameAvailable("fresh-vault")).isTrue();
    assertThat(make("").status()).isEqualTo(201);
  }

  @Test
  void aPurgeDestroysItWithItsKeys() {
    makeWithKey("");
    delete();
    assertThat(asOwner("POST", DELETED + "/purge", "").status()).isEqualTo(200);
    assertThat(get(DELETED).status()).isEqualTo(404);
    assertThat(asOwner("POST", DELETED + "/purge", "").status()).isEqualTo(404);
    make("");
    asOwner("PUT", FRESH + "/accessPolicies/add", policies(ADMIN, ALL_KEYS));
    assertThat(keys(ADMIN, "GET", "/keys", "").json().get("value")).isEmpty();
    assertThat(keys(ADMIN, "GET", "/keys/root", "").status()).isEqualTo(404);
  }

  @Test
  void purgeProtectionRefusesAPurgeUntilTheDayComes() {
    makeWithKey(",\"enablePurgeProtection\":true,\"softDeleteRetentionInDays\":7");
    delete();
    Reply refused = asOwner("POST", DELETED + "/purge", "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("MethodNotAllowed");
    assertThat(refused.message()).isEqualTo("Operation 'DeletedVaultPurge' is not allowed.");
    vault.clock().advance(Duration.ofDays(7).minusSeconds(1));
    vault.server().keepHouse();
    assertThat(get(DELETED).status()).isEqualTo(200);
    vault.clock().advance(Duration.ofSeconds(1));
    vault.server().keepHouse();
    assertThat(get(DELETED).status()).isEqualTo(404);
    assertThat(nameAvailable("fresh-vault")).isTrue();
    assertThat(vault.entries())
        .anyMatch(
            e ->
                e.entry().operation().equals("VaultPurge")
                    && e.entry().actor().equals("system:housekeeping"));
  }

  @Test
  void aProtectedSubscriptionRefusesAPurgeForGood() {
    String feature =
        SUB
            + "/providers/Microsoft.Features/providers/Microsoft.Resources/features"
            + "/mandatoryRetentionPeriodEnabled";
    makeWithKey("");
    assertThat(property(get(feature), "state").asText()).isEqualTo("NotRegistered");
    assertThat(recoveryLevel()).isEqualTo("Recoverable+Purgeable");
    assertThat(property(asOwner("POST", feature + "/register", ""), "state").asText())
        .isEqualTo("Registered");
    assertThat(property(get(feature), "state").asText()).isEqualTo("Registered");
    assertThat(recoveryLevel()).isEqualTo("Recoverable+ProtectedSubscription");
    assertThat(asOwner("POST", feature + "/unregister", "").status()).isEqualTo(409);
    assertThat(asOwner("POST", feature + "s/register", "").status()).isEqualTo(404);
    keys(ADMIN, "DELETE", "/keys/root", "");
    assertThat(keys(ADMIN, "DELETE", "/deletedkeys/root", "").status()).isEqualTo(403);
    delete();
    assertThat(asOwner("POST", DELETED + "/purge", "").status()).isEqualTo(403);
  }

  private String recoveryLevel() {
    return keys(ADMIN, "GET", "/keys/root", "").json().at("/attributes/recoveryLevel").asText();
  }

  private boolean nameAvailable(String name) {
    return asOwner(
            "POST",
            PROVIDER + "/checkNameAvailability",
            "{\"name\":\"%s\",\"type\":\"Microsoft.KeyVault/vaults\"}".formatted(name))
        .json()
        .get("nameAvailable")
        .asBoolean();
  }
}
