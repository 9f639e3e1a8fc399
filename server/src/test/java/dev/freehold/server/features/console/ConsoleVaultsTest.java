package dev.freehold.server.features.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.BareTenant;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.vault.VaultName;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.IpRule;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.NetworkRules;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.registry.NewVault;
import dev.freehold.vault.registry.VaultAdministration;
import dev.freehold.vault.registry.VaultSettings;
import dev.freehold.vault.subscriptions.Subscription;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The vaults of this process, as people of the console use them")
class ConsoleVaultsTest {

  private static final String VERA = "vera@orchard.example";
  private static final String SAM = "sam@orchard.example";
  private static final String PASSWORD = "apples in a wooden crate & one";
  private static final String OFFICER = "14b46e9e-c2b7-41b4-b07b-48a6ebf60603";
  private static final NetworkRules ELSEWHERE =
      new NetworkRules(true, true, NetworkRules.Bypass.NONE, List.of(new IpRule("203.0.113.0/24")));
  private static final NetworkRules SHUT =
      new NetworkRules(false, false, NetworkRules.Bypass.NONE, List.of());

  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private FreeholdServer server;
  private BareTenant orchard;
  private VaultAdministration administration;
  private UUID vera;
  private UUID sam;
  private UUID mary;
  private ConsoleVisitor visitor;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = TestServer.start(folder.resolve("data"), clock, Map.of());
    administration = server.vaults().administration("system:test");
    orchard = BareTenant.create(server, "orchard");
    vera = TestTenant.person(server, orchard.client(), VERA, "Vera", PASSWORD, "GLOBAL_ADMIN");
    sam = TestTenant.person(server, orchard.client(), SAM, "Sam", PASSWORD, "AUDITOR");
    UUID keys = subscription(UUID.fromString(orchard.id()), vera);
    vault(keys, "orchard-a", false, NetworkRules.OPEN);
    vault(keys, "orchard-b", false, NetworkRules.OPEN);
    vault(keys, "orchard-c", false, NetworkRules.OPEN);
    vault(keys, "orchard-roles", true, NetworkRules.OPEN);
    vault(keys, "orchard-elsewhere", false, ELSEWHERE);
    vault(keys, "orchard-shut", false, SHUT);
    try (BareTenant meadow = BareTenant.create(server, "meadow")) {
      mary =
          TestTenant.person(
              server, meadow.client(), "mary@meadow.example", "Mary", PASSWORD, "GLOBAL_ADMIN");
      administration.createVault(
          new NewVault(
              new VaultName("meadow-a"),
              subscription(UUID.fromString(meadow.id()), mary),
              "keys",
              settings(false, ELSEWHERE, List.of())));
    }
  }

  @BeforeEach
  void signIn() throws Exception {
    visitor = new ConsoleVisitor(server);
    visitor.signIn("/console", VERA, PASSWORD);
  }

  @AfterEach
  void leave() {
    visitor.close();
  }

  private UUID subscription(UUID tenant, UUID owner) {
    UUID id = UUID.randomUUID();
    administration.createSubscription(new Subscription(id, tenant, "Keys", Set.of(owner)));
    return id;
  }

  private void vault(UUID subscription, String name, boolean goesByRoles, NetworkRules network) {
    UUID tenant = administration.subscription(subscription).orElseThrow().tenantId();
    List<AccessPolicy> policies =
        List.of(
            AccessPolicy.of(tenant, vera, Permissions.ofKeys(KeyPermission.values())),
            AccessPolicy.of(
                tenant, sam, Permissions.ofKeys(KeyPermission.GET, KeyPermission.LIST)));
    administration.createVault(
        new NewVault(
            new VaultName(name), subscription, "keys", settings(goesByRoles, network, policies)));
  }

  private static VaultSettings settings(
      boolean goesByRoles, NetworkRules network, List<AccessPolicy> policies) {
    return new VaultSettings(
        "premium", 7, false, goesByRoles, network, Set.of(), Map.of(), policies);
  }

  @AfterAll
  void stop() {
    orchard.close();
    server.close();
  }

  private String page(String path) throws Exception {
    return visitor.get("/console/vaults/" + path).body();
  }

  private HttpResponse<String> submit(String path, Map<String, String> form) throws Exception {
    return visitor.submit("/console/" + path, form);
  }

  private void done(String path, Map<String, String> form) throws Exception {
    HttpResponse<String> answer = submit(path, form);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(303);
  }

  private static String found(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  private JsonNode ledger(String key) throws Exception {
    return orchard.client().get("/api/v1/vault-audit-records?max=200&text=" + key);
  }

  @Test
  @DisplayName("take the person's own tokens, and know whose request they carry out")
  void ownToken() throws Exception {
    done("vaults/orchard-a/keys", Map.of("name", "owned", "size", "2048"));
    assertThat(page("orchard-a")).contains("owned", "Sam");
    String records = ledger("owned").toString();
    assertThat(records).contains("KeyCreate", "Freehold console, for 127.0.0.1", VERA);
  }

  @Test
  @DisplayName("refuse in their own words what the person may not do")
  void refusals() throws Exception {
    try (ConsoleVisitor other = new ConsoleVisitor(server)) {
      other.signIn("/console", SAM, PASSWORD);
      HttpResponse<String> made =
          other.submit("/console/vaults/orchard-a/keys", Map.of("name", "sams", "size", "2048"));
      assertThat(made.statusCode()).isEqualTo(403);
      assertThat(made.body()).contains("does not have keys create permission on key vault");
      assertThat(other.get("/console/vaults/orchard-roles").body())
          .contains("ForbiddenByRbac", "Only owners of the subscription");
      assertThat(other.get("/console/vaults/orchard-a/roles").statusCode()).isEqualTo(404);
      assertThat(other.get("/console/vault-access/" + vera).body())
          .contains("You administer no vault of this server.");
    }
    assertThat(page("orchard-a")).doesNotContain("sams");
  }

  @Test
  @DisplayName("keep their network rules for the address that the person comes from")
  void network() throws Exception {
    for (String vault : List.of("orchard-elsewhere", "orchard-shut")) {
      assertThat(page(vault)).contains("ForbiddenByFirewall", "do not admit your address");
      HttpResponse<String> made =
          submit("vaults/" + vault + "/keys", Map.of("name", "inside", "size", "2048"));
      assertThat(made.statusCode()).isEqualTo(403);
    }
    assertThat(ledger("inside").toString()).doesNotContain("KeyCreate");
  }

  @Test
  @DisplayName("say to people of another tenant no more than to strangers")
  void otherTenant() throws Exception {
    HttpResponse<String> shown = visitor.get("/console/vaults/meadow-a");
    assertThat(shown.body()).doesNotContain("ForbiddenByFirewall", "203.0.113", "Mary");
    assertThat(visitor.get("/console/vaults/meadow-a/access").statusCode()).isEqualTo(404);
    assertThat(visitor.get("/console/vault-access/" + mary).body())
        .contains("Nobody in the directory has this id")
        .doesNotContain("Mary", "meadow");
    HttpResponse<String> made =
        submit("vaults/meadow-a/keys", Map.of("name", "mine", "size", "2048"));
    assertThat(made.statusCode()).isBetween(400, 499);
  }

  @Test
  @DisplayName("are asked by their names, and lead to no other host")
  void names() throws Exception {
    for (String name : List.of("orchard-a.elsewhere", "x%40evil.example", "x%2Fy", "x%3A1", "-a")) {
      HttpResponse<String> page = visitor.get("/console/vaults/" + name);
      assertThat(page.statusCode()).as(name).isEqualTo(404);
    }
  }

  @Test
  @DisplayName("rotate a key by itself or at once, and give a role that opens it")
  void rotationAndRoles() throws Exception {
    String all = "vaults/orchard-roles/";
    assertThat(page("orchard-roles")).contains("This vault goes by roles", "ForbiddenByRbac");
    done(all + "roles", Map.of("who", VERA, "role", OFFICER));
    done(all + "keys", Map.of("name", "turned", "size", "2048"));
    done(
        all + "keys/turned/rotation",
        Map.of("when", "timeAfterCreate", "rotate", "18", "rotateUnit", "M"));
    HttpResponse<String> early =
        submit(all + "keys/turned/rotation", Map.of("expiry", "20", "expiryUnit", "D"));
    assertThat(early.statusCode()).isEqualTo(400);
    assertThat(early.body()).contains("expiryTime is at least 28 days.");
    done(all + "keys/turned/rotate", Map.of());
    assertThat(page("orchard-roles/keys/turned"))
        .contains("2 versions", "18 months after a version was made");
    done(all + "keys/turned/rotation/remove", Map.of());
    assertThat(page("orchard-roles/keys/turned")).doesNotContain("18 months");

    done(all + "roles", Map.of("who", SAM, "role", OFFICER, "key", "turned"));
    String id = found(page("orchard-roles"), "roles/([0-9a-f-]{36})\" aria-label=\"[^\"]*Sam\"");
    assertThat(submit(all + "roles/" + id, Map.of()).statusCode()).isEqualTo(400);
    done(all + "roles/" + id, Map.of("sure", "on"));
    assertThat(page("orchard-roles/keys/turned")).doesNotContain("Sam");
  }

  @Test
  @DisplayName("restore a key from the backup that they gave")
  void restore() throws Exception {
    done("vaults/orchard-a/keys", Map.of("name", "kept", "size", "2048"));
    byte[] file = visitor.save("/console/vaults/orchard-a/keys/kept/backup");
    String backup = inLines(file);
    HttpResponse<String> taken = submit("vaults/orchard-a/restore", Map.of("backup", backup));
    assertThat(taken.statusCode()).isEqualTo(409);
    assertThat(taken.body()).contains("There was a conflict restoring the key");
    done("vaults/orchard-b/restore", Map.of("backup", backup));
    assertThat(page("orchard-b/keys/kept")).contains("1 version");
    HttpResponse<String> damaged =
        submit("vaults/orchard-b/restore", Map.of("backup", backup.substring(4)));
    assertThat(damaged.statusCode()).isEqualTo(400);
    Map<String, String> token = Map.of("form_token", visitor.formToken());
    String path = "/console/vaults/orchard-c/restore";
    assertThat(visitor.upload(path, token, "between", file).statusCode()).isEqualTo(303);
    assertThat(visitor.upload(path, token, "between", file).statusCode()).isEqualTo(409);
    assertThat(page("orchard-c/keys/kept")).contains("1 version");
  }

  private static String inLines(byte[] file) {
    return Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(file);
  }

  @Test
  @DisplayName("give nothing to anybody until the person has signed in afresh")
  void fresh() throws Exception {
    clock.advance(CustodyLimits.FRESH_SIGN_IN_AGE.plusSeconds(60));
    Map<String, String> form = Map.of("who", SAM, "purge", "on");
    HttpResponse<String> refused = submit("vaults/orchard-b/access", form);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("step-up-needed", "Sign in again");
    assertThat(maySamPurge()).isFalse();
    visitor.signIn("/console/sign-in", VERA, PASSWORD);
    done("vaults/orchard-b/access", form);
    assertThat(maySamPurge()).isTrue();
  }

  private boolean maySamPurge() {
    return administration.vault("orchard-b").orElseThrow().settings().policies().stream()
        .filter(policy -> policy.objectId().equals(sam))
        .anyMatch(policy -> policy.permissions().allow(KeyPermission.PURGE));
  }

  @Test
  @DisplayName("let somebody who left do nothing any more, in all vaults of the administrator")
  void everywhere() throws Exception {
    UUID leaver =
        TestTenant.person(
            server, orchard.client(), "leo@orchard.example", "Leo", PASSWORD, "AUDITOR");
    for (String vault : List.of("orchard-a", "orchard-b")) {
      done(
          "vaults/" + vault + "/access",
          Map.of("who", "leo@orchard.example", "get", "on", "list", "on"));
    }
    done(
        "vaults/orchard-roles/roles",
        Map.of("who", "leo@orchard.example", "role", OFFICER, "key", "other"));
    String shown = visitor.get("/console/vault-access?who=leo%40orchard.example").body();
    assertThat(shown).contains("orchard-a", "orchard-b", "Only the key other");
    Map<String, String> form =
        Map.of(
            "confirm",
            "leo@orchard.example",
            "seen",
            found(shown, "name=\"seen\" value=\"([0-9a-f]+)\""));
    HttpResponse<String> taken = submit("vault-access/" + leaver + "/remove", form);
    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(taken.body())
        .contains("3 rights were taken away.", "Nothing in the vaults that you administer.");
    assertThat(page("orchard-a")).contains("Sam").doesNotContain("Leo");
    assertThat(submit("vault-access/" + leaver + "/remove", form).statusCode()).isEqualTo(409);
    JsonNode records = ledger(leaver.toString());
    assertThat(records.toString())
        .contains("RoleAssignmentDelete", "orchard-a", "orchard-b")
        .contains("Freehold console, for 127.0.0.1", VERA);
  }

  @Test
  @DisplayName("let nobody keep a role in a deleted vault, who would have it after a recovery")
  void deletedVault() throws Exception {
    UUID leaver =
        TestTenant.person(
            server, orchard.client(), "zora@orchard.example", "Zora", PASSWORD, "AUDITOR");
    UUID tenant = administration.vault("orchard-a").orElseThrow().tenantId();
    UUID keys = subscription(tenant, vera);
    vault(keys, "orchard-gone", true, NetworkRules.OPEN);
    Map<String, String> role = Map.of("who", "zora@orchard.example", "role", OFFICER);
    done("vaults/orchard-gone/roles", role);
    assertThat(delete(keys, "orchard-gone")).isEqualTo(200);
    String shown = visitor.get("/console/vault-access/" + leaver).body();
    assertThat(shown)
        .contains("Deleted vault orchard-gone", "The subscription Keys has deleted vaults.");
    HttpResponse<String> taken =
        submit(
            "vault-access/" + leaver + "/remove",
            Map.of(
                "confirm",
                "zora@orchard.example",
                "seen",
                found(shown, "name=\"seen\" value=\"([0-9a-f]+)\"")));
    assertThat(taken.body()).contains("1 right was taken away.");
    done("vaults/orchard-gone/recover", Map.of());
    assertThat(page("orchard-gone")).contains("This vault goes by roles").doesNotContain("Zora");
  }

  /** As an owner of the subscription does who comes by the API of vaults. */
  private int delete(UUID subscription, String vault) throws Exception {
    String management = server.vaults().managementResource();
    String token = orchard.client().tokensFor(management + "/.default").current().value();
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    administration.addOwner(
        subscription, UUID.fromString(Json.MAPPER.readTree(claims).path("oid").asText()));
    String path = "/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/" + vault;
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "%s/subscriptions/%s%s?api-version=2023-07-01"
                        .formatted(management, subscription, path)))
            .header("Authorization", "Bearer " + token)
            .DELETE()
            .build();
    try (HttpClient http = HttpClient.newBuilder().sslContext(server.clientTls()).build()) {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
