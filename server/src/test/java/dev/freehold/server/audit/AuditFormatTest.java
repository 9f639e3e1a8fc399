package dev.freehold.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An audit record")
class AuditFormatTest {

  private static final UUID TENANT = UUID.fromString("4ad1f6f4-95dd-4a2e-8d55-0d1c5d4b7a10");
  private static final Instant TIME = Instant.parse("2026-04-02T10:15:30.250Z");

  private static UnifiedRecord entry(
      String operation, Outcome outcome, String address, Map<String, String> details) {
    Optional<PolicyKind> kind = Optional.of(PolicyKind.MAILBOX);
    RecordType type = RecordType.of(operation, kind);
    boolean bySystem = address.isEmpty();
    return new UnifiedRecord(
        LogKind.SERVICE,
        RecordIds.of(LogKind.SERVICE, TENANT, 41),
        97,
        41,
        type,
        TIME,
        PublishedNames.of(operation, kind, details),
        operation,
        TENANT,
        bySystem ? UserType.SYSTEM.number() : UserType.ADMIN.number(),
        bySystem ? "system:import" : "9d4d7bd8-5d0d-4b6e-9a70-1f3f3a1d9c55",
        bySystem ? "System" : "ines@quarry.example",
        details.getOrDefault("workload", type.workload()),
        outcome,
        "b6f5e0e2-0d5a-4d62-8f86-6a7f5a0e7d11",
        address,
        details);
  }

  private static JsonNode json(AuditFormat format, UnifiedRecord unified) throws IOException {
    return Json.MAPPER.readTree(format.line(unified));
  }

  @Test
  @DisplayName("has the published fields, and for the availability key its three")
  void published() throws IOException {
    JsonNode json =
        json(
            AuditFormat.JSONL,
            entry(
                PublishedNames.FALLBACK,
                Outcome.DONE,
                "",
                Map.of(
                    "policyId",
                    "p",
                    "scopeKeyVersionId",
                    "k",
                    "requestId",
                    "r",
                    "phase",
                    "begin",
                    "workload",
                    "Exchange")));
    assertThat(json.fieldNames())
        .toIterable()
        .contains(
            "Id",
            "RecordType",
            "CreationTime",
            "Operation",
            "OrganizationId",
            "UserType",
            "UserKey",
            "Workload",
            "ResultStatus",
            "ObjectId",
            "UserId",
            "ClientIP");
    assertThat(json.path("RecordType").asInt()).isEqualTo(69);
    assertThat(json.path("Operation").asText()).isEqualTo("Fallback to Availability Key");
    assertThat(json.path("UserId").asText()).isEqualTo("System");
    assertThat(json.path("UserType").asInt()).isEqualTo(4);
    assertThat(json.path("ClientIP").asText()).isEmpty();
    assertThat(json.path("PolicyId").asText()).isEqualTo("p");
    assertThat(json.path("ScopeKeyVersionId").asText()).isEqualTo("k");
    assertThat(json.path("RequestId").asText()).isEqualTo("r");
    assertThat(json.path("CreationTime").asText()).isEqualTo("2026-04-02T10:15:30.250Z");
  }

  @Test
  @DisplayName("of a cmdlet has its name, its parameters, and True or False")
  void cmdlet() throws IOException {
    JsonNode json =
        json(
            AuditFormat.JSONL,
            entry("PolicyEdit", Outcome.REFUSED, "192.0.2.7", Map.of("description", "new")));
    assertThat(json.path("RecordType").asInt()).isEqualTo(1);
    assertThat(json.path("Operation").asText()).isEqualTo("Set-DataEncryptionPolicy");
    assertThat(json.path("ResultStatus").asText()).isEqualTo("False");
    assertThat(json.path("ClientIP").asText()).isEqualTo("192.0.2.7");
    assertThat(json.path("Parameters").get(0).path("Name").asText()).isEqualTo("description");
    assertThat(json.path("Parameters").get(0).path("Value").asText()).isEqualTo("new");
  }

  @ParameterizedTest
  @CsvSource({
    "UserCreate, 3001, 1",
    "PasswordReset, 3001, 4",
    "IdentityDelete, 3001, 6",
    "SecretRotate, 3001, 99",
    "SignIn, 3002, 1",
    "PolicyCreate, 3004, 1",
    "PolicyEdit, 3004, 3",
    "SiteDelete, 3004, 4",
    "JobPause, 3004, 12",
    "SiteRoleGrant, 3005, 1",
    "SiteRoleRevoke, 3005, 2",
    "KeyUnwrap, 6003, 99",
    "FallbackToAvailabilityKey, 6003, 99",
    "ApproverRegister, 3004, 6",
    "ApproverWithdraw, 3004, 7",
    "ApproverRevoke, 3004, 9",
    "ApproverKeyCreate, 3004, 1",
    "ApproverCrlUpdate, 3004, 3",
    "LegalHoldPlace, 3004, 1",
    "LegalHoldLift, 3004, 4",
    "PolicyPurgeRequest, 3004, 1",
    "PolicyPurgeConsent, 3004, 3",
    "PolicyPurgeInventory, 3004, 1",
    "PolicyPurgeAuthorise, 3004, 3",
    "PolicyPurgeApprove, 3004, 3",
    "PolicyPurgeStart, 3004, 3",
    "PolicyPurge, 3004, 4",
    "PolicyPurgeRepeat, 3004, 4",
    "PurgeDocumentMake, 3004, 1",
    "PurgeDocumentSign, 3004, 3",
    "RevocationPreview, 3004, 2",
    "AccessRequestCreate, 3004, 1",
    "AccessRequestEndorse, 3004, 3",
    "AccessRequestApprove, 3004, 10",
    "AccessRequestDeny, 3004, 3",
    "AccessRequestCancel, 3004, 11",
    "AccessRequestExpire, 3004, 11",
    "LockboxChange, 3004, 3",
    "PersonalDataErase, 3004, 4",
    "LedgerResume, 3004, 13",
    "OperatorReadMessage, 6003, 2",
    "OperatorListDocuments, 6003, 2",
    "WitnessRefuse, 6003, 99",
  })
  @DisplayName("is an OCSF event of the class and activity of what was done")
  void classes(String operation, int classUid, int activity) throws IOException {
    JsonNode event = json(AuditFormat.OCSF, entry(operation, Outcome.DONE, "192.0.2.7", Map.of()));
    assertThat(event.path("class_uid").asInt()).isEqualTo(classUid);
    assertThat(event.path("activity_id").asInt()).isEqualTo(activity);
    assertThat(event.path("type_uid").asInt()).isEqualTo(classUid * 100 + activity);
    assertThat(event.path("category_uid").asInt()).isEqualTo(classUid / 1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UserCreate",
        "SignIn",
        "PolicyCreate",
        "SiteRoleGrant",
        "KeyUnwrap",
        "RootKeyRoll",
        "ApproverRegister",
        "LegalHoldPlace",
        "PolicyPurge",
        "OperatorReadMessage",
        "WitnessRefuse",
        "Odd"
      })
  @DisplayName("as an OCSF event has whatever its class requires, with an address and without one")
  void required(String operation) throws IOException {
    for (String address : new String[] {"2001:db8::7", ""}) {
      for (Outcome outcome : Outcome.values()) {
        requireAttributes(
            json(
                AuditFormat.OCSF,
                entry(operation, outcome, address, Map.of("requestId", "r", "role", "OWNER"))));
      }
    }
  }

  /** The rules of schema 1.5.0 for the classes in use, attributes that are required first. */
  private static void requireAttributes(JsonNode event) {
    for (String name :
        Set.of("activity_id", "category_uid", "class_uid", "severity_id", "time", "type_uid")) {
      assertThat(event.path(name).isIntegralNumber()).as(name).isTrue();
    }
    assertThat(event.path("severity_id").asInt()).isBetween(0, 6);
    assertThat(event.path("status_id").asInt()).isIn(1, 2);
    assertThat(event.path("time").asLong()).isEqualTo(TIME.toEpochMilli());
    assertThat(event.path("metadata").path("version").asText()).matches("1\\.\\d+\\.\\d+");
    assertThat(event.path("metadata").path("product").path("name").asText()).isNotEmpty();
    assertThat(event.path("metadata").path("product").path("vendor_name").asText()).isNotEmpty();
    assertThat(event.path("metadata").path("uid").asText()).isNotEmpty();
    requireUser(event.path("actor").path("user"));
    JsonNode source = event.path("src_endpoint");
    assertThat(source.has("ip") ^ source.has("svc_name")).as("at least one of them").isTrue();
    switch (event.path("class_uid").asInt()) {
      case 3001 -> requireUser(event.path("user"));
      case 3002 -> {
        requireUser(event.path("user"));
        assertThat(event.path("service").path("name").asText()).isNotEmpty();
      }
      case 3004 -> {
        assertThat(event.path("entity").path("uid").asText()).isNotEmpty();
        assertThat(event.path("entity").path("type").asText()).isNotEmpty();
      }
      case 3005 -> {
        requireUser(event.path("user"));
        assertThat(event.path("privileges")).isNotEmpty();
      }
      case 6003 -> {
        assertThat(event.path("api").path("operation").asText()).isNotEmpty();
        assertThat(event.path("resources").get(0).path("uid").asText()).isNotEmpty();
      }
      default -> throw new AssertionError("a class without rules: " + event);
    }
    assertThat(event.path("activity_id").asInt() == 99)
        .as("what the class has no number for has a name of its own")
        .isEqualTo(
            event
                .path("activity_name")
                .asText()
                .equals(event.path("metadata").path("event_code").asText()));
  }

  private static void requireUser(JsonNode user) {
    assertThat(user.path("uid").asText() + user.path("name").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PolicyPurgeRequest, MAILBOX, 1, Set-DataEncryptionPolicy",
    "PolicyPurgeRequest, FILE, 4, PolicyPurgeRequest",
    "PolicyPurgeConsent, FILE, 4, PolicyPurgeConsent",
    "PolicyPurgeApprove, MAILBOX, 1, PolicyPurgeApprove",
    "PolicyPurgeStart, MAILBOX, 69, PolicyPurgeStart",
    "PolicyPurge, FILE, 69, PolicyPurge",
    "PolicyPurgeRepeat, MAILBOX, 69, PolicyPurgeRepeat",
    "PurgeDocumentSign, FILE, 4, PurgeDocumentSign",
    "PurgePreview, FILE, 4, PurgePreview",
    "LegalHoldPlace, MAILBOX, 1, Set-Mailbox",
    "LegalHoldLift, FILE, 4, LegalHoldLift",
    "ApproverRegister, , 8, ApproverRegister",
    "PersonalDataErase, , 8, PersonalDataErase",
    "WitnessRefuse, , 8, WitnessRefuse",
    "LogKeyCreate, , 8, LogKeyCreate",
    "AccessRequestApprove, , 1, Set-AccessToCustomerDataRequest",
    "OperatorReadMessage, , 1, OperatorReadMessage",
    "OperatorReadDocument, , 4, OperatorReadDocument",
  })
  @DisplayName("of leaving, holds and the lockbox is of the published type that is nearest")
  void typesOfLeaving(String operation, PolicyKind kind, int type, String name) {
    Optional<PolicyKind> of = Optional.ofNullable(kind);
    assertThat(RecordType.of(operation, of).number()).isEqualTo(type);
    assertThat(PublishedNames.of(operation, of, Map.of())).isEqualTo(name);
    assertThat(PublishedNames.needsKind(operation)).isEqualTo(kind != null);
  }

  @Test
  @DisplayName("of a site's hold and of a purge is of the type of its mailbox, site or policy")
  void kinds() {
    UUID policy = UUID.fromString("70f7c7f4-2c4b-4d3c-8f0e-5f7a6f0a3c11");
    UnifiedRecords records =
        new UnifiedRecords(
            new UnifiedRecords.Directory(
                null,
                null,
                (_, id) -> Optional.of(PolicyKind.FILE).filter(_ -> id.equals(policy)),
                LogKind.SERVICE));
    assertThat(type(records, "LegalHoldPlace", Map.of("ownerKind", "SITE")))
        .isEqualTo(RecordType.SHAREPOINT);
    assertThat(type(records, "LegalHoldPlace", Map.of("ownerKind", "MAILBOX")))
        .isEqualTo(RecordType.EXCHANGE_ADMIN);
    assertThat(type(records, "PolicyPurgeApprove", Map.of("policyId", policy.toString())))
        .isEqualTo(RecordType.SHAREPOINT);
    assertThat(type(records, "PolicyPurgeApprove", Map.of())).isEqualTo(RecordType.EXCHANGE_ADMIN);
  }

  @Test
  @DisplayName("of a policy is of that policy's type, whatever another tenant's record names")
  void kindsOfTenants() {
    UnifiedRecords records =
        new UnifiedRecords(
            new UnifiedRecords.Directory(
                null,
                null,
                (tenant, _) -> Optional.of(PolicyKind.FILE).filter(_ -> tenant.equals(TENANT)),
                LogKind.SERVICE));
    UUID other = UUID.fromString("5a3c4e0b-3a6f-4b8e-9d55-0c8f2d1f7a90");
    assertThat(type(records, other, "PolicyPurgeApprove", Map.of()))
        .isEqualTo(RecordType.EXCHANGE_ADMIN);
    assertThat(type(records, "PolicyPurgeApprove", Map.of())).isEqualTo(RecordType.SHAREPOINT);
  }

  private static RecordType type(
      UnifiedRecords records, String operation, Map<String, String> details) {
    return type(records, TENANT, operation, details);
  }

  private static RecordType type(
      UnifiedRecords records, UUID tenant, String operation, Map<String, String> details) {
    return records.type(
        new LedgerEntry(
            tenant,
            "9d4d7bd8-5d0d-4b6e-9a70-1f3f3a1d9c55",
            operation,
            "b6f5e0e2-0d5a-4d62-8f86-6a7f5a0e7d11",
            Outcome.DONE,
            details));
  }

  @Test
  @DisplayName("that somebody should look at is of a higher severity")
  void severity() throws IOException {
    assertThat(severity("WitnessRefuse", Outcome.REFUSED, Map.of())).isEqualTo(4);
    assertThat(severity(PublishedNames.FALLBACK, Outcome.DONE, Map.of())).isEqualTo(4);
    assertThat(severity("KeyUnwrap", Outcome.REFUSED, Map.of("alert", "a root is refused")))
        .isEqualTo(3);
    assertThat(severity("SignIn", Outcome.REFUSED, Map.of())).isEqualTo(2);
    assertThat(severity("SignIn", Outcome.DONE, Map.of())).isEqualTo(1);
  }

  private static int severity(String operation, Outcome outcome, Map<String, String> details)
      throws IOException {
    return json(AuditFormat.OCSF, entry(operation, outcome, "", details))
        .path("severity_id")
        .asInt();
  }

  @ParameterizedTest
  @EnumSource(AuditFormat.class)
  @DisplayName("fault47: is one line of printable ASCII, whatever somebody typed")
  void fault47_oneLine(AuditFormat format) throws IOException {
    String typed = "line\nend\r\u0085\u2028\u001b[31m\u007f\"}],\\ \u202e\ud83d\udd11";
    byte[] line = format.line(entry("PolicyEdit", Outcome.DONE, "", Map.of("description", typed)));
    for (byte each : line) {
      assertThat((int) each).isBetween(0x20, 0x7e);
    }
    String text = new String(line, StandardCharsets.US_ASCII);
    JsonNode read = Json.MAPPER.readTree(text);
    String back =
        switch (format) {
          case JSONL -> read.path("Parameters").get(0).path("Value").asText();
          case OCSF -> read.path("unmapped").path("description").asText();
        };
    assertThat(back).isEqualTo(typed);
  }

  @Test
  @DisplayName("has an id that is the same each time, and another's is another")
  void ids() {
    assertThat(RecordIds.of(LogKind.SERVICE, TENANT, 41))
        .isEqualTo(RecordIds.of(LogKind.SERVICE, TENANT, 41));
    assertThat(RecordIds.of(LogKind.SERVICE, TENANT, 41))
        .isNotEqualTo(RecordIds.of(LogKind.SERVICE, TENANT, 42));
    assertThat(RecordIds.of(LogKind.SERVICE, UUID.randomUUID(), 41))
        .isNotEqualTo(RecordIds.of(LogKind.SERVICE, TENANT, 41));
    assertThat(RecordIds.of(LogKind.VAULTS, TENANT, 41))
        .isNotEqualTo(RecordIds.of(LogKind.SERVICE, TENANT, 41));
    assertThat(RecordIds.of(LogKind.SERVICE, TENANT, 41).version()).isEqualTo(8);
    assertThat(RecordIds.of(LogKind.SERVICE, TENANT, 41).variant()).isEqualTo(2);
  }
}
