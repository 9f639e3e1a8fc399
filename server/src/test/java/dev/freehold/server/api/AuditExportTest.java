package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.audit.AuditFormat;
import dev.freehold.server.client.AuditDownload;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Audit records are exported as lines")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditExportTest {

  private static final String RECORDS = "/api/v1/audit-records";

  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private Member auditor;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    auditor = Member.of(server, contoso, "AUDITOR");
    contoso.client().patch("/api/v1/policies/mail", Map.of("description", "for payroll"));
  }

  @AfterAll
  void stop() {
    auditor.close();
    contoso.close();
    fabrikam.close();
    server.close();
  }

  private List<JsonNode> export(AuditFormat format, long after) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long last =
        new AuditDownload(contoso.client(), LogKind.SERVICE, format, "2020-01-01", "")
            .run(after, out);
    assertThat(last).isGreaterThanOrEqualTo(after);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.US_ASCII).lines().toList()) {
      lines.add(Json.MAPPER.readTree(line));
    }
    return lines;
  }

  @Test
  @DisplayName("one for each record of the tenant and of nobody else, with the ids of a search")
  void whole() throws IOException {
    List<JsonNode> lines = export(AuditFormat.JSONL, 0);
    JsonNode found = auditor.get(RECORDS + "?max=1000").body().path("records");
    assertThat(lines).hasSizeGreaterThan(10);
    List<String> ids = lines.stream().map(line -> line.path("Id").asText()).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(found.findValuesAsText("id")).startsWith(ids.toArray(new String[0]));
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.path("OrganizationId").asText())
                    .isEqualTo(contoso.administrator().tenant()));
    assertThat(lines)
        .extracting(line -> line.path("LedgerIndex").asInt())
        .startsWith(0, 1, 2)
        .isSorted();
  }

  @Test
  @DisplayName("from where the last export ended, in either format")
  void goesOn() throws IOException {
    List<JsonNode> all = export(AuditFormat.OCSF, 0);
    long middle = all.get(4).path("metadata").path("sequence").asLong();
    List<JsonNode> rest = export(AuditFormat.OCSF, middle);
    assertThat(rest).startsWith(all.subList(5, all.size()).toArray(new JsonNode[0]));
    assertThat(auditor.get(RECORDS + "/export?format=xml").code()).isEqualTo("request-invalid");
  }

  @Test
  @DisplayName("and records are found by workload, outcome, type, address and published name")
  void filters() throws IOException {
    for (String filter :
        List.of(
            "operations=Set-DataEncryptionPolicy",
            "operations=PolicyEdit&workloads=exchange",
            "operations=PolicyEdit&recordTypes=ExchangeAdmin,69",
            "operations=PolicyEdit&outcomes=done",
            "operations=PolicyEdit&addresses=127.0.0.1")) {
      JsonNode records = auditor.get(RECORDS + "?" + filter).body().path("records");
      assertThat(records.findValuesAsText("operation")).as(filter).containsExactly("PolicyEdit");
      assertThat(records.get(0).path("details").path("description").asText())
          .isEqualTo("for payroll");
    }
    for (String filter :
        List.of("workloads=SharePoint", "outcomes=failed", "recordTypes=69", "addresses=::7")) {
      assertThat(auditor.get(RECORDS + "?operations=PolicyEdit&" + filter).body().path("records"))
          .as(filter)
          .isEmpty();
    }
  }
}
