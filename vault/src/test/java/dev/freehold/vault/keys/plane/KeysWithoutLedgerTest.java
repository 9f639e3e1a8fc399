package dev.freehold.vault.keys.plane;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RefusingLedger;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fault32: while a vault's ledger takes no entry")
class KeysWithoutLedgerTest {

  private static final String V = "?api-version=2025-07-01";
  private static final String BRIEF = "contoso-brief";
  private static final String RSA_OAEP = "{\"alg\":\"RSA-OAEP-256\",\"value\":\"%s\"}";

  @TempDir Path folder;
  private final Set<String> tried = new HashSet<>();
  private RunningVault vault;
  private RawClient client;
  private RefusingLedger ledger;

  private Reply act(String operation, String method, String path, String body) {
    tried.add(operation);
    Reply done =
        ledger.tryOut(
            operation,
            () ->
                client.send(
                    method, BRIEF + ".vault.localhost", path + V, vault.token(ADMIN), body));
    assertThat(done.status()).as("%s: %s", operation, done.json()).isLessThan(300);
    return done;
  }

  @Test
  @DisplayName("no operation on a key is done, and no key is used")
  void fault32_everyOperation() {
    try (RunningVault running = RunningVault.start(folder);
        RawClient raw = new RawClient(running)) {
      vault = running;
      client = raw;
      ledger = new RefusingLedger(running);
      vault.addVault(BRIEF, 7, false);
      act("KeyCreate", "POST", "/keys/root/create", "{\"kty\":\"RSA\"}");
      act("KeyUpdate", "PATCH", "/keys/root", "{\"tags\":{\"of\":\"test\"}}");
      String wrapped =
          act("KeyWrap", "POST", "/keys/root/wrapkey", RSA_OAEP.formatted("AAECAwQFBgcICQoLDA0ODw"))
              .json()
              .path("value")
              .asText();
      act("KeyUnwrap", "POST", "/keys/root/unwrapkey", RSA_OAEP.formatted(wrapped));
      act("KeyEncrypt", "POST", "/keys/root/encrypt", RSA_OAEP.formatted(wrapped.substring(0, 40)));
      act("KeyDecrypt", "POST", "/keys/root/decrypt", RSA_OAEP.formatted(wrapped));
      String digest = "A".repeat(42) + "E";
      String signature =
          act(
                  "KeySign",
                  "POST",
                  "/keys/root/sign",
                  "{\"alg\":\"PS256\",\"value\":\"%s\"}".formatted(digest))
              .json()
              .path("value")
              .asText();
      act(
          "KeyVerify",
          "POST",
          "/keys/root/verify",
          "{\"alg\":\"PS256\",\"digest\":\"%s\",\"value\":\"%s\"}".formatted(digest, signature));
      act("KeyRotate", "POST", "/keys/root/rotate", "");
      act(
          "KeyRotationPolicySet",
          "PUT",
          "/keys/root/rotationpolicy",
          """
          {"lifetimeActions":[{"trigger":{"timeAfterCreate":"P90D"},"action":{"type":"Rotate"}}],
           "attributes":{"expiryTime":"P180D"}}
          """);
      act("RandomBytesGet", "POST", "/rng", "{\"count\":16}");
      String backup =
          act("KeyBackup", "POST", "/keys/root/backup", "").json().path("value").asText();
      act("KeyDelete", "DELETE", "/keys/root", "");
      act("KeyRecover", "POST", "/deletedkeys/root/recover", "");
      client.send("DELETE", BRIEF + ".vault.localhost", "/keys/root" + V, vault.token(ADMIN), "");
      act("KeyPurge", "DELETE", "/deletedkeys/root", "");
      act("KeyRestore", "POST", "/keys/restore", "{\"value\":\"%s\"}".formatted(backup));
      assertThat(tried)
          .as("KeyImport is KeyCreate with other bytes, and there is nothing to release")
          .containsExactlyInAnyOrderElementsOf(
              KeyRoutes.table(new KeyServices(null, null, null, null, null, null, null), null)
                  .routes()
                  .stream()
                  .filter(route -> !route.method().equals("GET"))
                  .map(route -> route.operation())
                  .filter(operation -> !Set.of("KeyImport", "KeyRelease").contains(operation))
                  .toList());
    }
  }
}
