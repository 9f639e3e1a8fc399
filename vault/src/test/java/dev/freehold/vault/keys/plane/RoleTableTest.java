package dev.freehold.vault.keys.plane;

import static dev.freehold.vault.testing.RunningVault.TENANT;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.testing.TestIssuer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.web.http.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, asked for by everyone. */
class RoleTableTest {

  private static final String V = "?api-version=2025-07-01";
  private static final UUID CALLER = UUID.fromString("cccccccc-cccc-4ccc-8ccc-cccccccccccc");
  private static final String CRYPTO_BODY =
      "{\"alg\":\"RSA-OAEP-256\",\"value\":\"AAECAwQFBgcICQoLDA0ODw\"}";

  /** How each operation is asked for, about a key that does not exist. */
  private static final RSAKey FORGED = TestIssuer.newKey("key-1");

  private static final RSAKey UNKNOWN = TestIssuer.newKey("key-2");
  private static final Map<String, Request> REQUESTS =
      Map.ofEntries(
          entry("KeyList", new Request("/keys", "", 200)),
          entry("KeyListVersions", new Request("/keys/ghost/versions", "", 200)),
          entry("KeyGet", new Request("/keys/ghost", "", 404)),
          entry("KeyUsesGet", new Request("/keys/ghost//uses", "", 404)),
          entry("KeyCreate", new Request("/keys/ghost/create", "{}", 400)),
          entry("KeyImport", new Request("/keys/ghost", "{}", 400)),
          entry("KeyUpdate", new Request("/keys/ghost", "{}", 404)),
          entry("KeyDelete", new Request("/keys/ghost", "", 404)),
          entry("KeyRotate", new Request("/keys/ghost/rotate", "", 404)),
          entry("KeyRotationPolicyGet", new Request("/keys/ghost/rotationpolicy", "", 404)),
          entry("KeyRotationPolicySet", new Request("/keys/ghost/rotationpolicy", "{}", 404)),
          entry("KeyBackup", new Request("/keys/ghost/backup", "", 404)),
          entry("KeyRestore", new Request("/keys/restore", "{\"value\":\"AA\"}", 400)),
          entry("KeyListDeleted", new Request("/deletedkeys", "", 200)),
          entry("KeyGetDeleted", new Request("/deletedkeys/ghost", "", 404)),
          entry("KeyRecover", new Request("/deletedkeys/ghost/recover", "", 404)),
          entry("KeyPurge", new Request("/deletedkeys/ghost", "", 404)),
          entry("KeyWrap", new Request("/keys/ghost//wrapkey", CRYPTO_BODY, 404)),
          entry("KeyGetAttestation", new Request("/keys/ghost//attestation", "", 404)),
          entry("RandomBytesGet", new Request("/rng", "{\"count\":1}", 200)),
          entry("KeyEncrypt", new Request("/keys/ghost//encrypt", CRYPTO_BODY, 404)),
          entry("KeyDecrypt", new Request("/keys/ghost//decrypt", CRYPTO_BODY, 404)),
          entry("KeySign", new Request("/keys/ghost//sign", CRYPTO_BODY, 404)),
          entry("KeyVerify", new Request("/keys/ghost//verify", CRYPTO_BODY, 404)),
          entry("KeyRelease", new Request("/keys/ghost//release", CRYPTO_BODY, 404)),
          entry("KeyUnwrap", new Request("/keys/ghost//unwrapkey", CRYPTO_BODY, 404)));

  /** {@code statusIfAllowed}: what one gets who holds the permission. */
  record Request(String path, String body, int statusIfAllowed) {}

  private static RunningVault vault;
  private static RawClient client;

  @BeforeAll
  static void start(@TempDir Path folder) {
    vault = RunningVault.start(folder);
    client = new RawClient(vault);
  }

  @AfterAll
  static void stop() {
    client.close();
    vault.close();
  }

  static Stream<Route<KeyPermission, CallHandler<KeyCall>>> routes() {
    return KeyRoutes.table(new KeyServices(null, null, null, null, null, null, null), null)
        .routes()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("Nobody gets past the challenge without a good token")
  void withoutAGoodToken(Route<KeyPermission, CallHandler<KeyCall>> route) {
    TestIssuer issuer = vault.issuer();
    String audience = vault.server().resource();
    vault.grant(CALLER, KeyPermission.values());
    JWTClaimsSet good = issuer.claims(TENANT, CALLER, audience).build();
    Map<String, String> refused =
        Map.of(
            "",
            "AKV10000: Request is missing a Bearer or PoP token.",
            "nonsense",
            "AKV10001",
            issuer.token(TENANT, CALLER, audience, c -> c.expirationTime(ago(301))),
            "AKV10003",
            issuer.token(TENANT, CALLER, audience, c -> c.notBeforeTime(ago(-301))),
            "AKV10003",
            issuer.token(TENANT, CALLER, "https://vault.azure.net"),
            "AKV10022: Invalid audience. Expected %s, found: https://vault.azure.net."
                .formatted(audience),
            issuer.token(TENANT, CALLER, audience + "/"),
            "AKV10022",
            issuer.token(UUID.randomUUID(), CALLER, audience),
            "AKV10032",
            TestIssuer.sign(good, FORGED),
            "AKV10002",
            TestIssuer.sign(good, UNKNOWN),
            "AKV10046");
    refused.forEach((token, message) -> assertChallenged(ask(route, token), message));
  }

  private static void assertChallenged(Reply reply, String message) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.code()).isEqualTo("Unauthorized");
    assertThat(reply.message()).startsWith(message);
    assertThat(reply.response().headers().allValues("WWW-Authenticate"))
        .containsExactly(
            "Bearer authorization=\"https://login.vault.localhost/%s\", resource=\"%s\""
                .formatted(TENANT, vault.server().resource()));
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("A clock that is five minutes off is forgiven")
  void withinTheSkew(Route<KeyPermission, CallHandler<KeyCall>> route) {
    vault.grant(CALLER, route.access());
    String late =
        vault
            .issuer()
            .token(TENANT, CALLER, vault.server().resource(), c -> c.expirationTime(ago(298)));
    assertThat(ask(route, late).status()).isNotEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("All permissions but the right one are refused before the key is looked for")
  void withTheWrongPermissions(Route<KeyPermission, CallHandler<KeyCall>> route) {
    vault.grant(
        CALLER,
        Arrays.stream(KeyPermission.values())
            .filter(permission -> permission != route.access())
            .toArray(KeyPermission[]::new));
    Reply reply = ask(route, vault.token(CALLER));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("Forbidden");
    assertThat(reply.innerCode()).isEqualTo("AccessDenied");
    assertThat(reply.message())
        .contains(
            "does not have keys %s permission on key vault 'contoso-vault-a;location=test'"
                .formatted(route.access().word()));
    LedgerEntry last = vault.lastEntry();
    assertThat(last.operation()).isEqualTo(route.operation());
    assertThat(last.outcome()).isEqualTo(LedgerEntry.Outcome.REFUSED);
    assertThat(last.actor()).isEqualTo(CALLER.toString());
    assertThat(last.details()).containsEntry("httpStatusCode", "403");
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("The right permission alone is enough")
  void withTheRightPermission(Route<KeyPermission, CallHandler<KeyCall>> route) {
    vault.grant(CALLER, route.access());
    assertThat(ask(route, vault.token(CALLER)).status())
        .isEqualTo(REQUESTS.get(route.operation()).statusIfAllowed());
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("The permission in one vault says nothing about another")
  void inAnotherVault(Route<KeyPermission, CallHandler<KeyCall>> route) {
    vault.grant(CALLER, KeyPermission.values());
    Request request = REQUESTS.get(route.operation());
    Reply reply =
        client.send(
            route.method(),
            RunningVault.VAULT_B + ".vault.localhost",
            request.path() + V,
            vault.token(CALLER),
            request.body());
    assertThat(reply.status()).isEqualTo(403);
  }

  private static Reply ask(Route<KeyPermission, CallHandler<KeyCall>> route, String token) {
    Request request = REQUESTS.get(route.operation());
    return client.send(route.method(), request.path() + V, token, request.body());
  }

  private static Date ago(int seconds) {
    return Date.from(vault.clock().instant().minus(Duration.ofSeconds(seconds)));
  }
}
