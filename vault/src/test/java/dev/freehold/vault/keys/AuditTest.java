package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Dialect;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No answer without its entry, no effect either. */
class AuditTest {

  private static final String V = "?api-version=7.4";
  private static final String CREATE = "{\"kty\":\"RSA\"}";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void everyRequestLeavesExactlyOneEntry(Dialect dialect) {
    try (RunningVault vault = RunningVault.start(folder, dialect);
        RawClient client = new RawClient(vault)) {
      int before = vault.entries().size();
      String token = vault.token(ADMIN);
      client.send("GET", "/keys" + V, "", "");
      client.send("POST", "/keys/root/create" + V, token, CREATE);
      Reply key = client.send("GET", "/keys/root" + V, token, "");
      client.send("GET", "/keys/ghost" + V, token, "");
      client.send("POST", "/keys/root/wrapkey" + V, token, "{}");
      client.send("GET", "/keys" + V.replace("7.4", "0"), token, "");
      vault.server().writeTally();
      List<LedgerEntry> entries =
          vault.entries().stream().skip(before).map(recorded -> recorded.entry()).toList();
      assertThat(entries)
          .extracting(LedgerEntry::operation)
          .containsExactly(
              "KeyCreate", "KeyGet", "KeyGet", "KeyWrap", "Unrecognized", "Authentication");
      assertThat(entries)
          .extracting(LedgerEntry::outcome)
          .containsExactly(
              Outcome.DONE,
              Outcome.DONE,
              Outcome.REFUSED,
              Outcome.REFUSED,
              Outcome.REFUSED,
              Outcome.REFUSED);
      assertThat(entries.get(1).objectId()).isEqualTo(key.json().at("/key/kid").asText());
      assertThat(entries.get(1).actor()).isEqualTo(ADMIN.toString());
      assertThat(entries.get(1).facts())
          .containsEntry("appid", "test-app")
          .containsEntry("callerIpAddress", "127.0.0.1")
          .containsEntry("operationVersion", "7.4")
          .containsEntry("httpStatusCode", "200")
          .containsEntry("resultSignature", "OK")
          .containsEntry("oid", ADMIN.toString())
          .containsEntry("keyType", "RSA")
          .containsEntry("keySize", "2048")
          .containsEntry("tlsVersion", "TLSv1.3")
          .containsKey("durationMs")
          .containsEntry(
              "requestId", key.response().headers().firstValue("x-ms-request-id").orElseThrow());
      assertThat(entries.toString()).doesNotContain(token);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatCannotBeRecordedIsRefusedAndNotDone(Dialect dialect) {
    try (RunningVault vault = RunningVault.start(folder, dialect);
        RawClient client = new RawClient(vault)) {
      String token = vault.token(ADMIN);
      vault.change("ALTER TABLE ledger_entry RENAME TO ledger_entry_gone");
      // Where entries wait for their place on PostgreSQL.
      vault.change("ALTER TABLE ledger_pending RENAME TO ledger_pending_gone");
      for (Reply reply :
          List.of(
              client.send("GET", "/keys" + V, "no-good", ""),
              client.send("GET", "/keys" + V, token, ""),
              client.send("POST", "/keys/root/create" + V, token, CREATE))) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("ServiceUnavailable");
        assertThat(reply.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(reply.json().has("value")).isFalse();
      }
      assertThat(client.send("GET", "/keys" + V, "", "").status()).isEqualTo(401);
      vault.change("ALTER TABLE ledger_pending_gone RENAME TO ledger_pending");
      vault.change("ALTER TABLE ledger_entry_gone RENAME TO ledger_entry");
      assertThat(client.send("GET", "/keys/root" + V, token, "").status()).isEqualTo(404);
    }
  }
}
