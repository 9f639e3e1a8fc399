package dev.freehold.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An audit record of the vaults")
class VaultRecordsTest {

  private static final UUID TENANT = UUID.fromString("0b3c5a52-6f0e-4f5c-9a44-2f1d8f6f7b21");
  private static final String KEY = "https://quarry.vault.localhost/keys/granite/1c0ffee1";

  private static UnifiedRecord entry(String operation, Map<String, String> details) {
    return new UnifiedRecord(
        LogKind.VAULTS,
        RecordIds.of(LogKind.VAULTS, TENANT, 6),
        19,
        6,
        RecordType.ofVaults(operation),
        Instant.parse("2026-04-02T10:15:30.250Z"),
        operation,
        operation,
        TENANT,
        UserType.SERVICE_PRINCIPAL.number(),
        "3f6d0a76-61de-4d3f-8f3a-5d8a1c8f9e02",
        "mail",
        "AzureKeyVault",
        Outcome.DONE,
        KEY,
        "127.0.0.1",
        details);
  }

  @ParameterizedTest
  @CsvSource({
    "KeyUnwrap, 69",
    "KeyCreate, 69",
    "VaultPatch, 69",
    "RoleAssignmentPut, 69",
    "SubscriptionCreate, 8",
    "UserCreate, 8",
    "SignIn, 15",
    "SecurityWorldCreate, 69",
    "Unrecognized, 69",
    "Authentication, 15",
    "PersonalDataErase, 8",
    "LogKeyCreate, 8",
    "WitnessRefuse, 8",
    "LedgerResume, 8",
  })
  @DisplayName(
      "has the type of key records, unless it is about a token, an identity or the log itself")
  void types(String operation, int type) {
    assertThat(RecordType.ofVaults(operation).number()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "KeyUnwrap, 6003, 99",
    "KeyWrap, 6003, 99",
    "KeySign, 6003, 99",
    "KeyDecrypt, 6003, 99",
    "RandomBytesGet, 6003, 99",
    "Unrecognized, 6003, 99",
    "Authentication, 3002, 99",
    "KeyCreate, 3004, 1",
    "KeyImport, 3004, 1",
    "KeyRestore, 3004, 1",
    "KeyGet, 3004, 2",
    "KeyListVersions, 3004, 2",
    "KeyBackup, 3004, 2",
    "KeyDeleteDryRun, 3004, 2",
    "VaultCheckName, 3004, 2",
    "VaultPatch, 3004, 3",
    "KeyRotate, 3004, 3",
    "KeyDelete, 3004, 4",
    "KeyPurge, 3004, 4",
    "VaultPurge, 3004, 4",
  })
  @DisplayName("is an OCSF event of the class and activity of what was done")
  void ocsf(String operation, int classUid, int activity) throws IOException {
    JsonNode event = Json.MAPPER.readTree(AuditFormat.OCSF.line(entry(operation, Map.of())));
    assertThat(event.path("class_uid").asInt()).isEqualTo(classUid);
    assertThat(event.path("activity_id").asInt()).isEqualTo(activity);
    assertThat(event.path("metadata").path("log_name").asText()).isEqualTo("vault-ledger");
    assertThat(event.path("unmapped").path("workload").asText()).isEqualTo("AzureKeyVault");
  }

  @Test
  @DisplayName("names the key that was used, and the request")
  void use() throws IOException {
    UnifiedRecord use = entry("KeyUnwrap", Map.of("requestId", "r-8", "algorithm", "RSA-OAEP-256"));
    JsonNode event = Json.MAPPER.readTree(AuditFormat.OCSF.line(use));
    assertThat(event.path("resources").path(0).path("uid").asText()).isEqualTo(KEY);
    assertThat(event.path("resources").path(0).path("type").asText()).isEqualTo("key");
    assertThat(event.path("api").path("request").path("uid").asText()).isEqualTo("r-8");
    JsonNode line = Json.MAPPER.readTree(AuditFormat.JSONL.line(use));
    assertThat(line.path("LedgerName").asText()).isEqualTo("vault-ledger");
    assertThat(line.path("RequestId").asText()).isEqualTo("r-8");
    assertThat(line.path("ResultStatus").asText()).isEqualTo("Succeeded");
  }
}
