package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.web.http.RequestUri;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The forms that restore keys and vaults, and that rotate keys")
class VaultKeepingPagesTest {

  private static final String KEYS = "?api-version=7.5";
  private static final String VAULT = "/console/vaults/keys-a";
  private static final String KEY = VAULT + "/keys/mail";
  private static final String POLICY = "PUT keys-a /keys/mail/rotationpolicy" + KEYS;
  private static final String BUNDLE =
      """
      {"key": {"kid": "https://keys-a.vault.example/keys/mail/0123456789abcdef0123456789abcdef",
               "kty": "RSA"}, "attributes": {"enabled": true}}\
      """;

  private final Console console = new Console();
  private final CannedVaults vaults = new CannedVaults();
  private final CannedApi api = new CannedApi().with(vaults);

  @BeforeEach
  void vault() {
    new CannedSubscription(vaults).vault("keys-a", false);
    api.on("GET /api/v1/key-versions/needs", "{\"needed\": false, \"policies\": []}")
        .on("GET /api/v1/policies", "{\"policies\": []}")
        .on("GET /api/v1/multi-workload-policies", "{\"policies\": []}");
    vaults
        .on("GET keys-a /keys" + KEYS, "{\"value\": []}")
        .on("GET keys-a /keys/mail" + KEYS, BUNDLE);
  }

  private String page(String path) {
    return ((ConsoleAnswer.Html) console.serve(api.read(path))).text();
  }

  private ConsoleAnswer.Html refused(String path, String form) {
    return (ConsoleAnswer.Html) console.serve(api.submit(path, form));
  }

  @Test
  @DisplayName("restore a key from a backup in either alphabet of base64, with or without lines")
  void restored() {
    vaults.on("POST keys-a /keys/restore" + KEYS, BUNDLE);
    String backup = "ab%2B%2FAB%0D%0A".repeat(8) + "c%3D";
    assertThat(console.serve(api.submit(VAULT + "/restore", "backup=" + backup)))
        .isEqualTo(new ConsoleAnswer.SeeOther(KEY + "?done=vault-key-restored"));
    assertThat(vaults.acts())
        .containsExactly(
            "POST keys-a /keys/restore%s {\"value\":\"%sc\"}".formatted(KEYS, "ab-_AB".repeat(8)));
  }

  @Test
  @DisplayName("restore a key from the file that the vault gave")
  void restoredFile() {
    vaults.on("POST keys-a /keys/restore" + KEYS, BUNDLE);
    byte[] file = new byte[40];
    Arrays.fill(file, (byte) 0xfb);
    assertThat(console.serve(api.submitFile(VAULT + "/restore", "", file)))
        .isEqualTo(new ConsoleAnswer.SeeOther(KEY + "?done=vault-key-restored"));
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(file);
    assertThat(vaults.acts().getFirst()).endsWith("{\"value\":\"%s\"}".formatted(value));
    ConsoleAnswer.Html empty =
        (ConsoleAnswer.Html) console.serve(api.submitFile(VAULT + "/restore", "", new byte[0]));
    assertThat(empty.text()).contains("This is no backup");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "short", "{\"value\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"})
  @DisplayName("send nothing that cannot be a backup")
  void noBackup(String text) {
    ConsoleAnswer.Html page = refused(VAULT + "/restore", "backup=" + RequestUri.encode(text));
    assertThat(page.text()).contains("This is no backup");
    assertThat(vaults.acts()).isEmpty();
  }

  @Test
  @DisplayName("show a backup again that the vault refuses, with the vault's words")
  void refusedBackup() {
    vaults.refuse("POST keys-a /keys/restore" + KEYS, 409, "Conflict");
    String backup = "A".repeat(64);
    ConsoleAnswer.Html page = refused(VAULT + "/restore", "backup=" + backup);
    assertThat(page.status()).isEqualTo(409);
    assertThat(page.text()).contains("refused by the vault", backup + "</textarea>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "when=timeAfterCreate&rotate=18&rotateUnit=M"
            + ";[{\"action\":{\"type\":\"Rotate\"},\"trigger\":{\"timeAfterCreate\":\"P18M\"}}];{}",
        "when=timeBeforeExpiry&rotate=30&rotateUnit=D&expiry=2&expiryUnit=Y"
            + ";[{\"action\":{\"type\":\"Rotate\"},\"trigger\":{\"timeBeforeExpiry\":\"P30D\"}}]"
            + ";{\"expiryTime\":\"P2Y\"}",
        "when=&rotate=9&notify=p1y6m;[{\"action\":{\"type\":\"Notify\"},"
            + "\"trigger\":{\"timeBeforeExpiry\":\"P1Y6M\"}}];{}",
      })
  @DisplayName("set a rotation policy of periods in numbers with units, or in ISO 8601")
  void rotation(String form, String actions, String attributes) throws Exception {
    vaults.on(POLICY, "{}");
    assertThat(console.serve(api.submit(KEY + "/rotation", form)))
        .isEqualTo(new ConsoleAnswer.SeeOther(KEY + "?done=rotation-set"));
    String act = vaults.acts().getLast();
    assertThat(act).startsWith(POLICY);
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(act.substring(POLICY.length())))
        .isEqualTo(
            json.readTree(
                "{\"lifetimeActions\":%s,\"attributes\":%s}".formatted(actions, attributes)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "when=timeAfterCreate",
        "when=timeAfterCreate&rotate=0&rotateUnit=D",
        "when=timeAfterCreate&rotate=3",
        "when=timeAfterCreate&rotate=3&rotateUnit=H",
        "when=&expiry=-1&expiryUnit=D",
        "when=&expiry=P1DT1H"
      })
  @DisplayName("set no rotation policy of what is no period")
  void noPeriod(String form) {
    assertThat(refused(KEY + "/rotation", form).status()).isEqualTo(400);
    assertThat(vaults.acts()).isEmpty();
  }

  @Test
  @DisplayName("show a rotation policy in words, and remove it")
  void shownAndRemoved() {
    vaults
        .on(
            "GET keys-a /keys/mail/rotationpolicy" + KEYS,
            """
            {"lifetimeActions": [{"trigger": {"timeAfterCreate": "P1Y6M"},
                                  "action": {"type": "Rotate"}}],
             "attributes": {"expiryTime": "P2Y", "created": 1}}
            """)
        .on(POLICY, "{}");
    assertThat(page(KEY + "/rotation"))
        .contains("1 year 6 months after a version was made.", "expire after 2 years.")
        .contains("value=\"P1Y6M\"", "Remove the rotation policy");
    assertThat(console.serve(api.submit(KEY + "/rotation/remove", "a=b")))
        .isEqualTo(new ConsoleAnswer.SeeOther(KEY + "?done=rotation-removed"));
    assertThat(vaults.acts().getLast()).contains("\"lifetimeActions\":[]", "\"attributes\":{}");
  }

  @Test
  @DisplayName("warn of an expiry for the root of a policy")
  void root() {
    String id = "00000000-0000-0000-0000-0000000000aa";
    api.on(
            "GET /api/v1/key-versions/needs",
            "{\"needed\": true, \"policies\": [\"%s\"]}".formatted(id))
        .on(
            "GET /api/v1/geos",
            "{\"geos\": [{\"code\": \"NAM\", \"policyId\": \"%s\"}]}".formatted(id));
    assertThat(page(KEY + "/rotation")).contains("A root key of: NAM.", "AccessDenied");
  }

  @Test
  @DisplayName("rotate a key at once")
  void rotated() {
    vaults.on("POST keys-a /keys/mail/rotate" + KEYS, BUNDLE);
    assertThat(console.serve(api.submit(KEY + "/rotate", "a=b")))
        .isEqualTo(new ConsoleAnswer.SeeOther(KEY + "?done=vault-version-made"));
    assertThat(vaults.acts()).hasSize(1);
  }

  @Test
  @DisplayName("list deleted vaults with the days that are left, and recover one")
  void deletedVaults() {
    String old = CannedSubscription.resource("old");
    Instant purge = Instant.now().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
    vaults
        .on(
            "GET management /subscriptions/s1/providers/Microsoft.KeyVault/deletedVaults"
                + CannedSubscription.MANAGEMENT,
            """
            {"value": [{"name": "old", "properties": {"vaultId": "%s", "location": "local",
              "deletionDate": "2026-11-01T00:00:00Z", "scheduledPurgeDate": "%s"}}]}
            """
                .formatted(old, purge))
        .on("PUT management " + old + CannedSubscription.MANAGEMENT, "{}");
    assertThat(page("/console/vaults")).contains("1 deleted vault", "5 days", "Recover old");
    assertThat(console.serve(api.submit("/console/vaults/old/recover", "a=b")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/vaults/old?done=vault-recovered"));
    assertThat(vaults.acts().getLast())
        .startsWith("PUT management " + old)
        .contains("\"createMode\":\"recover\"", "\"location\":\"local\"");
    assertThat(refused("/console/vaults/other/recover", "a=b").status()).isEqualTo(404);
    assertThat(vaults.acts()).hasSize(1);
  }

  @Test
  @DisplayName(
      "say that vaults may be missing if their list did not come, unless they are not for the"
          + " person")
  void missing() {
    String list =
        "GET management /subscriptions/s1/providers/Microsoft.KeyVault/vaults"
            + CannedSubscription.MANAGEMENT;
    vaults.refuse(list, 403, "AuthorizationFailed");
    assertThat(page("/console/vaults")).doesNotContain("There may be more vaults");
    vaults.refuse(list, 503, "vault-did-not-answer");
    assertThat(page("/console/vaults")).contains("There may be more vaults");
  }

  @Test
  @DisplayName("follow the pages of a list of vaults")
  void pages() {
    String list =
        "GET management /subscriptions/s1/providers/Microsoft.KeyVault/vaults"
            + CannedSubscription.MANAGEMENT;
    vaults.on(
        list,
        """
        {"value": [], "nextLink": "https://management.vault.example/x?$skiptoken=b%20c&a=b"}
        """);
    vaults.on(
        list + "&$skiptoken=b%20c",
        """
        {"value": [{"id": "/i", "name": "second-page", "properties": {"vaultUri": "https://u/"}}]}
        """);
    assertThat(page("/console/vaults")).contains("second-page", "1 vault");
  }

  @Test
  @DisplayName("ask as often for a vault with many keys as for an empty one")
  void calls() {
    page(VAULT);
    int empty = vaults.reads().size();
    vaults.on(
        "GET keys-a /keys" + KEYS,
        """
        {"value": [{"kid": "https://keys-a.vault.example/keys/a", "attributes": {"enabled": true}},
                   {"kid": "https://keys-a.vault.example/keys/B", "attributes": {"enabled": true}}]}
        """);
    vaults.on(
        "GET management " + CannedSubscription.resource("keys-a") + "/uses?api-version=2023-07-01",
        """
        {"value": [{"name": "b", "version": "v", "lastUsed": 1790000000, "by": "somebody",
                    "operation": "unwrapKey"}]}
        """);
    assertThat(page(VAULT)).contains("2 keys", "by somebody (unwrapKey)");
    assertThat(vaults.reads()).hasSize(2 * empty);
  }
}
