package dev.freehold.vault.keys.lastuse;

import static dev.freehold.vault.keys.lastuse.UsedKeys.BRIEF;
import static dev.freehold.vault.keys.lastuse.UsedKeys.DISABLE;
import static dev.freehold.vault.keys.lastuse.UsedKeys.SERVICE;
import static dev.freehold.vault.keys.lastuse.UsedKeys.warning;
import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.util.Context;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.models.KeyProperties;
import dev.freehold.persistence.Dialect;
import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.VersionId;
import dev.freehold.vault.masterkey.KeyPlace;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.registry.AccessPolicyChange;
import dev.freehold.vault.testing.RawClient.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who used a version, and who is told before it ends, on every database. */
abstract class KeyUsesContract {

  private static final UUID STRANGER = UUID.fromString("dddddddd-dddd-4ddd-8ddd-dddddddddddd");

  @TempDir Path folder;
  private UsedKeys keys;

  abstract Dialect dialect();

  @BeforeEach
  void start() {
    keys = new UsedKeys(folder, dialect());
  }

  @AfterEach
  void stop() {
    keys.close();
  }

  UsedKeys keys() {
    return keys;
  }

  private Reply disable(String path) {
    return keys.send("PATCH", path, ADMIN, DISABLE);
  }

  private void pass(Duration time) {
    keys.vault().clock().advance(time);
  }

  private Instant now() {
    return keys.vault().clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Test
  @DisplayName("Disabling what somebody else uses is done, with a warning and an alert")
  void disablingWarns() {
    String version = keys.version("Root");
    keys.use(SERVICE, "root", version);
    Instant used = Instant.ofEpochSecond(now().getEpochSecond());
    pass(Duration.ofHours(24));
    Reply reply = disable("/keys/root/" + version);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("/attributes/enabled").asBoolean(true)).isFalse();
    String text =
        ("Root/%s was last used at %s by %s (unwrapKey);"
                + " content that depends on it becomes unreadable")
            .formatted(version, used, SERVICE);
    assertThat(warning(reply)).contains(text);
    assertThat(keys.lastEntry().operation()).isEqualTo("KeyUpdate");
    assertThat(keys.lastEntry().details()).containsEntry("alert", text);
    assertThat(warning(disable("/keys/root"))).as("it is disabled already").isEmpty();
  }

  @Test
  @DisplayName("A use of more than 24 hours ago is no reason to warn")
  void afterADayNobodyIsWarned() {
    String version = keys.version("root");
    keys.use(SERVICE, "root", version);
    pass(Duration.ofHours(24).plusMillis(1));
    assertThat(warning(disable("/keys/root"))).isEmpty();
    assertThat(keys.lastEntry().details()).doesNotContainKey("alert");
  }

  @Test
  @DisplayName("The caller's own uses are no reason to warn, and do not hide those of others")
  void ownUsesDoNotCount() {
    String first = keys.version("root");
    keys.use(ADMIN, "root", first);
    assertThat(warning(disable("/keys/root/" + first))).isEmpty();
    String second = keys.version("root");
    keys.use(SERVICE, "root", second);
    keys.vault().server().keepHouse();
    pass(Duration.ofHours(1));
    keys.use(ADMIN, "root", second);
    keys.vault().restart();
    assertThat(warning(disable("/keys/root")).orElseThrow()).contains(SERVICE.toString());
  }

  @Test
  @DisplayName("Only the version that is disabled counts, and any change but an end is silent")
  void otherVersionsAndOtherChanges() {
    String old = keys.version("root");
    keys.use(SERVICE, "root", old);
    String latest = keys.version("root");
    assertThat(warning(disable("/keys/root"))).isEmpty();
    String tags = "{\"tags\":{\"a\":\"b\"}}";
    assertThat(warning(keys.send("PATCH", "/keys/root/" + old, ADMIN, tags))).isEmpty();
    assertThat(warning(disable("/keys/root/" + latest))).isEmpty();
    assertThat(warning(disable("/keys/root/" + old))).isPresent();
  }

  @Test
  @DisplayName("An expiry within a day and operations that are taken away warn too")
  void windowsAndOperations() {
    String version = keys.version("root");
    keys.use(SERVICE, "root", version);
    assertThat(warning(expire(Duration.ofHours(25)))).isEmpty();
    assertThat(warning(expire(Duration.ofHours(23))).orElseThrow())
        .endsWith("nothing new can be protected with it, while what it protected stays readable");
    assertThat(warning(expire(Duration.ofHours(30)))).as("a longer life").isEmpty();
    Reply operations =
        keys.send("PATCH", "/keys/root", ADMIN, "{\"key_ops\":[\"wrapKey\",\"encrypt\"]}");
    assertThat(warning(operations).orElseThrow()).endsWith("becomes unreadable");
  }

  private Reply expire(Duration in) {
    long at = now().plus(in).getEpochSecond();
    return keys.send("PATCH", "/keys/root", ADMIN, "{\"attributes\":{\"exp\":%d}}".formatted(at));
  }

  @Test
  @DisplayName("Deleting a key warns of the version that was used last, and says if there are more")
  void deletingWarns() {
    String old = keys.version("root");
    String latest = keys.version("root");
    keys.use(SERVICE, "root", latest);
    pass(Duration.ofMinutes(1));
    keys.use(SERVICE, "root", old);
    Reply deleted = keys.send("DELETE", "/keys/root", ADMIN, "");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(warning(deleted).orElseThrow())
        .startsWith("root/" + old)
        .contains("and other versions were used too; content that depends on it");
    assertThat(keys.lastEntry().details()).containsKey("alert");
  }

  @Test
  @DisplayName("A purge warns, and the uses go with the key")
  void purging() {
    String version = keys.version(BRIEF, "root");
    String path = "/keys/root/" + version + "/encrypt";
    String body = "{\"alg\":\"RSA-OAEP-256\",\"value\":\"AAEC\"}";
    keys.vault()
        .administration()
        .changePolicies(
            BRIEF,
            AccessPolicyChange.ADD,
            List.of(AccessPolicy.of(TENANT, SERVICE, Permissions.ofKeys(KeyPermission.ENCRYPT))));
    assertThat(keys.send("POST", BRIEF, path, SERVICE, body).status()).isEqualTo(200);
    keys.vault().server().keepHouse();
    assertThat(keys.rows()).isEqualTo(1);
    keys.send("DELETE", BRIEF, "/keys/root", ADMIN, "");
    String deleted = "/deletedkeys/root";
    Reply tried = keys.send("DELETE", BRIEF, deleted + "?freehold-dry-run=true", ADMIN, "");
    assertThat(tried.status()).isEqualTo(204);
    assertThat(warning(tried)).isPresent();
    assertThat(keys.send("GET", BRIEF, deleted, ADMIN, "").status()).isEqualTo(200);
    Reply purged = keys.send("DELETE", BRIEF, deleted, ADMIN, "");
    assertThat(purged.status()).isEqualTo(204);
    assertThat(warning(purged)).isEqualTo(warning(tried));
    assertThat(keys.rows()).isZero();
  }

  @Test
  @DisplayName("A restart keeps all uses, a killed process those that were written")
  void restarts() {
    String first = keys.version("root");
    keys.use(SERVICE, "root", first);
    keys.vault().restart();
    assertThat(keys.stored(SERVICE)).contains(now());
    Instant written = now();
    pass(Duration.ofMinutes(5));
    keys.use(SERVICE, "root", first);
    keys.vault().killAndRestart();
    assertThat(keys.stored(SERVICE)).contains(written);
    keys.use(SERVICE, "root", first);
    assertThat(warning(disable("/keys/root/" + first))).isPresent();
  }

  @Test
  @DisplayName("The database is written once within ten minutes, however often a version is used")
  void writtenCoarsely() {
    String version = keys.version("root");
    keys.use(SERVICE, "root", version);
    keys.vault().server().keepHouse();
    Instant first = now();
    assertThat(keys.stored(SERVICE)).contains(first);
    for (int minute = 1; minute < 10; minute++) {
      pass(Duration.ofMinutes(1));
      keys.use(SERVICE, "root", version);
      keys.vault().server().keepHouse();
    }
    assertThat(keys.stored(SERVICE)).contains(first);
    pass(Duration.ofMinutes(1));
    keys.vault().server().keepHouse();
    assertThat(keys.stored(SERVICE)).contains(first.plus(Duration.ofMinutes(9)));
  }

  @Test
  @DisplayName("More versions than memory may hold are written at once, two principals for each")
  void bounded() {
    UUID vaultId = keys.vault().administration().vault(VAULT_A).orElseThrow().id();
    KeyUses uses = new KeyUses(keys.vault().database(), 1);
    uses.remember(place(vaultId, keys.version("held")), use(SERVICE));
    KeyPlace further = place(vaultId, keys.version("root"));
    for (int i = 0; i < 5; i++) {
      pass(Duration.ofSeconds(1));
      uses.remember(further, use(new UUID(0, i)));
    }
    assertThat(keys.rows()).isEqualTo(2);
    VersionUses found = keys.vault().database().read(tx -> uses.find(tx, further)).orElseThrow();
    assertThat(found.all().map(KeyUse::by)).containsExactly(new UUID(0, 4), new UUID(0, 3));
    uses.remember(place(vaultId, "00000000000000000000000000000000"), use(SERVICE));
    assertThat(keys.rows()).as("a version that was purged meanwhile").isEqualTo(2);
  }

  private static KeyPlace place(UUID vaultId, String version) {
    return new KeyPlace(vaultId, "root", VersionId.parse(version).orElseThrow());
  }

  private KeyUse use(UUID by) {
    return new KeyUse(by, now(), KeyOperation.UNWRAP_KEY);
  }

  @Test
  @DisplayName("The last use of a version can be asked for")
  void asking() {
    String version = keys.version("root");
    String path = "/keys/root/" + version + "/uses";
    Reply never = keys.send("GET", path, ADMIN, "");
    assertThat(never.status()).isEqualTo(200);
    assertThat(never.json().has("lastUsed")).isFalse();
    keys.use(SERVICE, "root", version);
    long used = now().getEpochSecond();
    pass(Duration.ofDays(40));
    keys.vault().server().keepHouse();
    for (String asked : List.of(path, "/keys/root//uses")) {
      Reply reply = keys.send("GET", asked, ADMIN, "");
      assertThat(reply.json().at("/kid").asText()).endsWith("/keys/root/" + version);
      assertThat(reply.json().at("/lastUsed").asLong()).isEqualTo(used);
      assertThat(reply.json().at("/by").asText()).isEqualTo(SERVICE.toString());
      assertThat(reply.json().at("/operation").asText()).isEqualTo("unwrapKey");
    }
    assertThat(keys.lastEntry().operation()).isEqualTo("KeyUsesGet");
  }

  @Test
  @DisplayName("An unwrap that fails is no use")
  void failedUses() {
    String version = keys.version("root");
    String body = "{\"alg\":\"RSA-OAEP-256\",\"value\":\"AAEC\"}";
    String path = "/keys/root/" + version;
    assertThat(keys.send("POST", path + "/unwrapkey", SERVICE, body).status()).isEqualTo(400);
    assertThat(keys.send("GET", path + "/uses", ADMIN, "").json().has("lastUsed")).isFalse();
  }

  @Test
  @DisplayName("Who may not end or read a key learns nothing of its uses")
  void strangersLearnNothing() {
    String version = keys.version("root");
    keys.use(SERVICE, "root", version);
    for (String name : List.of("root", "ghost")) {
      for (String query : List.of("", "?freehold-dry-run=true", "?freehold-dry-run=maybe")) {
        assertForbidden(keys.send("PATCH", "/keys/" + name + query, STRANGER, DISABLE));
        assertForbidden(keys.send("DELETE", "/keys/" + name + query, STRANGER, ""));
      }
      assertForbidden(keys.send("GET", "/keys/" + name + "//uses", STRANGER, ""));
    }
  }

  private static void assertForbidden(Reply reply) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.innerCode()).isEqualTo("AccessDenied");
    assertThat(warning(reply)).isEmpty();
    assertThat(reply.response().body()).doesNotContain(SERVICE.toString());
  }

  @Test
  @DisplayName("The official client disables and deletes as ever and can read the warning")
  void officialClient() {
    String version = keys.version("root");
    keys.use(SERVICE, "root", version);
    KeyClient client = keys.vault().keys(VAULT_A, ADMIN);
    KeyProperties off = client.getKey("root").getProperties().setEnabled(false);
    var response = client.updateKeyPropertiesWithResponse(off, Context.NONE);
    assertThat(response.getValue().getProperties().isEnabled()).isFalse();
    assertThat(response.getHeaders().getValue(HttpHeaderName.fromString("Freehold-Warning")))
        .contains(version);
    client.updateKeyProperties(off.setEnabled(true));
    assertThat(client.beginDeleteKey("root").poll().getValue().getName()).isEqualTo("root");
  }
}
