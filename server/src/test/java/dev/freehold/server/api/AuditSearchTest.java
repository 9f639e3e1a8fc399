package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Looking for audit records over the REST API")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditSearchTest {

  private static final String RECORDS = "/api/v1/audit-records?";

  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private Member auditor;
  private Member editor;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    auditor = Member.of(server, contoso, "AUDITOR");
    editor = Member.of(server, contoso, "EXCHANGE_ADMIN");
    for (int i = 0; i < 3; i++) {
      Map<String, String> edit = Map.of("description", "Payroll, take " + i);
      editor.send("PATCH", "/api/v1/policies/mail", edit);
    }
    fabrikam.client().post("/api/v1/geos", Map.of("code", "EUR"));
  }

  @AfterAll
  void stop() {
    auditor.close();
    editor.close();
    contoso.close();
    fabrikam.close();
    server.close();
  }

  private static String value(Object text) {
    return URLEncoder.encode(text.toString(), StandardCharsets.UTF_8);
  }

  private JsonNode search(String query) throws IOException {
    Answer answer = auditor.get(RECORDS + query);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private List<String> operations(String query) throws IOException {
    return search(query).path("records").findValuesAsText("operation");
  }

  private void assertInvalid(String query) throws IOException {
    assertThat(auditor.get(RECORDS + query).code()).as(query).isEqualTo("request-invalid");
  }

  @Test
  @DisplayName("operations, objects and text narrow it down, in any letter case")
  void narrows() throws IOException {
    assertThat(operations("operations=policyedit"))
        .containsExactly("PolicyEdit", "PolicyEdit", "PolicyEdit");
    assertThat(operations("operations=PolicyEdit,PolicyCreate&objects=" + contoso.policyId()))
        .containsExactly("PolicyCreate", "PolicyEdit", "PolicyEdit", "PolicyEdit");
    assertThat(operations("text=" + value("PAYROLL, take 1"))).hasSize(2); // before and after
    assertThat(operations("text=" + value("payroll, take 2"))).containsExactly("PolicyEdit");
    assertThat(operations("operation=PolicyEdit&text=nowhere")).isEmpty();
  }

  @Test
  @DisplayName("an actor is found by object id, application id or name, and has its name")
  void actors() throws IOException {
    for (Object actor : List.of(editor.objectId(), editor.clientId())) {
      assertThat(operations("actors=" + actor))
          .contains("PolicyEdit")
          .doesNotContain("TenantCreate");
    }
    JsonNode record = search("operations=PolicyEdit&actors=Member").path("records").get(0);
    assertThat(record.path("actor").asText()).isEqualTo(editor.objectId().toString());
    assertThat(record.path("actorName").asText()).isEqualTo("member");
    assertThat(record.path("appId").asText()).isEqualTo(editor.clientId().toString());
    JsonNode own = search("operations=OwnerKeyCreate").path("records");
    assertThat(own).isNotEmpty();
    for (JsonNode system : search("text=system:").path("records")) {
      assertThat(system.has("actorName")).isFalse();
    }
  }

  @Test
  @DisplayName("a period includes its first moment and not its last")
  void times() throws IOException {
    JsonNode all = search("operations=PolicyEdit").path("records");
    Instant second = Instant.parse(all.get(1).path("time").asText());
    Instant last = Instant.parse(all.get(2).path("time").asText());
    String edits = "operations=PolicyEdit&";
    assertThat(operations(edits + "from=" + value(last.plusMillis(1)))).isEmpty();
    assertThat(operations(edits + "to=" + value(last.plusMillis(1)))).hasSize(3);
    assertThat(search(edits + "from=" + value(second)).path("records").findValuesAsText("sequence"))
        .contains(all.get(1).path("sequence").asText(), all.get(2).path("sequence").asText());
    assertThat(operations("from=" + value(last) + "&to=" + value(last))).isEmpty();
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    assertThat(operations(edits + "from=2020-01-01&to=" + value(tomorrow))).hasSize(3);
  }

  @Test
  @DisplayName("pages hang together, with a time and without one")
  void pages() throws IOException {
    for (String time : List.of("", "&from=2020-01-01")) {
      List<String> paged = new ArrayList<>();
      JsonNode page = search("max=2" + time);
      while (true) {
        paged.addAll(page.path("records").findValuesAsText("sequence"));
        if (!page.path("more").asBoolean()) {
          break;
        }
        page = search("max=2&after=" + page.path("lastSequence").asText() + time);
      }
      assertThat(paged).doesNotHaveDuplicates().hasSizeGreaterThan(10);
      assertThat(search("max=1000" + time).path("records").findValuesAsText("sequence"))
          .startsWith(paged.toArray(new String[0]));
    }
  }

  @Test
  @DisplayName("nothing of another tenant is found, whatever is looked for")
  void isolated() throws IOException {
    String foreign = "operations=GeoCreate";
    JsonNode theirs = fabrikam.client().get(RECORDS + foreign);
    assertThat(theirs.path("records")).hasSize(1);
    assertThat(operations(foreign)).isEmpty();
    assertThat(operations("objects=" + fabrikam.policyId())).isEmpty();
    assertThat(operations("text=" + fabrikam.policyId() + "&from=2020-01-01")).isEmpty();
  }

  @Test
  @DisplayName("what is out of bounds is refused")
  void bounds() throws IOException {
    assertInvalid("from=yesterday");
    assertInvalid("to=1969-12-31");
    assertInvalid("from=" + value("+10000-01-01T00:00:00Z"));
    assertInvalid("text=" + "t".repeat(257));
    assertInvalid("objects=" + "o,".repeat(101));
    assertInvalid("max=1001");
  }
}
