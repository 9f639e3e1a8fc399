package dev.freehold.server.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.TestAuthenticator;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.SecondFactorSignIn;
import dev.freehold.server.testing.SecondFactorSignIn.Device;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestOperator;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("E-mail")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class MailDeliveryTest {

  private static final String OPERATORS = "operators@service.example";
  private static final String PASSWORD = "tidal-marsh-lantern-41";

  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private final TestOperator second = new TestOperator("second");
  private final List<TestTenant> tenants = new ArrayList<>();
  private SmtpReceiver receiver;
  private FreeholdServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    receiver = SmtpReceiver.start(folder, "localhost", SmtpSecurity.STARTTLS);
    Map<String, String> settings = new HashMap<>(TestOperator.named(second));
    settings.put("notifications.smtp.host", "localhost");
    settings.put("notifications.smtp.port", Integer.toString(receiver.port()));
    settings.put("notifications.smtp.user", SmtpReceiver.USER);
    settings.put("notifications.smtp.password", SmtpReceiver.PASSWORD);
    settings.put("notifications.smtp.sender", "freehold@service.example");
    settings.put("notifications.smtp.ca", receiver.authorityFile().toString());
    settings.put("notifications.operators", OPERATORS);
    server = TestServer.start(folder.resolve("data"), clock, settings);
  }

  @AfterAll
  void stop() throws IOException {
    tenants.forEach(TestTenant::close);
    server.close();
    receiver.close();
  }

  private TestTenant tenant(String name) throws IOException {
    TestTenant tenant = TestTenant.create(server, clock, name);
    tenants.add(tenant);
    return tenant;
  }

  private static String askForRecovery(TestTenant tenant) throws IOException {
    return tenant
        .client()
        .post(
            "/api/v1/recovery-requests",
            Map.of("policyId", tenant.policyId(), "reason", "a secret reason"))
        .path("id")
        .asText();
  }

  private static JsonNode deliveries(TestTenant tenant, String kind) {
    try {
      for (JsonNode each : tenant.client().get("/api/v1/notifications").path("notifications")) {
        if (each.path("kind").asText().equals(kind)) {
          return each.path("deliveries");
        }
      }
      return Json.MAPPER.createArrayNode();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static JsonNode delivery(TestTenant tenant, String kind, UUID person) {
    for (JsonNode each : deliveries(tenant, kind)) {
      if (each.path("receiver").asText().equals(person.toString())) {
        return each;
      }
    }
    return Json.MAPPER.createObjectNode();
  }

  private static void awaitState(TestTenant tenant, String kind, UUID person, String state) {
    Eventually.holds(
        kind + " is " + state,
        () -> delivery(tenant, kind, person).path("state").asText().equals(state));
  }

  @Test
  @DisplayName("goes to those who have the role, over TLS, and says what to do")
  void byRole() throws Exception {
    TestTenant tenant = tenant("contoso");
    UUID approver = tenant.person("ann@contoso.example", "Ann", PASSWORD, "APPROVER");
    tenant.person("aud@contoso.example", "Aud", PASSWORD, "AUDITOR");

    String request = askForRecovery(tenant);
    SmtpReceiver.Mail mail = receiver.next("ann@contoso.example");

    assertThat(mail.overTls()).isTrue();
    assertThat(mail.signedIn()).isTrue();
    assertThat(mail.from()).contains("<freehold@service.example>");
    assertThat(mail.header("Subject")).isEqualTo("contoso: a recovery of mail waits for approval");
    assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(mail.header("X-Freehold-Kind")).isEqualTo("recovery-request");
    assertThat(mail.text())
        .contains(
            request, "Whose turn it is", "Set-AccessToCustomerDataRequest", "/me/notifications")
        .doesNotContain("secret reason", "alice");
    awaitState(tenant, "recovery-request", approver, "sent");
    assertThat(deliveries(tenant, "recovery-request")).hasSize(1);
    assertThat(receiver.waiting("aud@contoso.example")).isZero();
  }

  @Test
  @DisplayName("goes to nobody who wants none of the kind, and to nobody of another tenant")
  void optOut() throws Exception {
    TestTenant tenant = tenant("fabrikam");
    TestTenant other = tenant("adatum");
    UUID first = tenant.person("one@fabrikam.example", "One", PASSWORD, "APPROVER");
    UUID another = tenant.person("two@fabrikam.example", "Two", PASSWORD, "GLOBAL_ADMIN");
    other.person("ada@adatum.example", "Ada", PASSWORD, "APPROVER");
    JsonNode chosen = choose("one@fabrikam.example", "recovery-request");

    askForRecovery(tenant);
    receiver.next("two@fabrikam.example");

    awaitState(tenant, "recovery-request", another, "sent");
    assertThat(delivery(tenant, "recovery-request", first)).isEmpty();
    assertThat(receiver.waiting("one@fabrikam.example")).isZero();
    assertThat(receiver.waiting("ada@adatum.example")).isZero();
    assertThat(chosen.path("address").asText()).isEqualTo("one@fabrikam.example");
    assertThat(chosen.path("kinds"))
        .filteredOn(kind -> !kind.path("mail").asBoolean())
        .extracting(kind -> kind.path("kind").asText())
        .containsExactly("recovery-request");
  }

  @Test
  @DisplayName("tells people of a new passkey, and of a recovery code that was used")
  void ofSecondFactors() throws Exception {
    TestTenant tenant = tenant("proseware");
    String pia = "pia@proseware.example";
    tenant.person(pia, "Pia", PASSWORD, "AUDITOR");
    tenant.client().put("/api/v1/second-factor", Map.of("required", true));
    SecondFactorSignIn page = new SecondFactorSignIn(server);
    TestAuthenticator key = new TestAuthenticator(server.apiUri().toString());
    try (Browser browser = new Browser(server.clientTls())) {
      Device first = page.begin(browser);
      String asked = page.password(browser, first, pia, PASSWORD).body();
      String made = key.create(SecondFactorSignIn.options(asked));
      String codes =
          page.answer(browser, first, asked, "register", "name", "Phone", "credential", made)
              .body();
      assertThat(receiver.next(pia).header("Subject"))
          .isEqualTo("proseware: you have a new passkey");

      Matcher code = Pattern.compile("<code>([a-z-]+)</code>").matcher(codes);
      assertThat(code.find()).isTrue();
      Device second = page.begin(browser);
      String again = page.password(browser, second, pia, PASSWORD).body();
      page.answer(browser, second, again, "recover", "recovery", code.group(1));
    }
    SmtpReceiver.Mail used = receiver.next(pia);
    assertThat(used.header("Subject")).isEqualTo("proseware: one of your recovery codes was used");
    assertThat(used.text()).contains("Recovery codes that you have left: 9");
  }

  private JsonNode choose(String person, String... off) throws Exception {
    try (Browser browser = new Browser(server.clientTls())) {
      JsonNode signedIn =
          Browser.json(
              browser.post(
                  server.apiUri() + "/common/oauth2/v2.0/token",
                  Map.of(
                      "grant_type",
                      "password",
                      "username",
                      person,
                      "password",
                      PASSWORD,
                      "scope",
                      ApiAudience.SCOPE)));
      return Browser.json(
          browser.call(
              "PUT",
              server.apiUri() + "/api/v1/me/notifications",
              signedIn.path("access_token").asText(),
              Map.of("off", List.of(off))));
    }
  }

  @Test
  @DisplayName("that the server refuses for now is tried again; a person who left gets none then")
  void triedAgain() throws Exception {
    TestTenant tenant = tenant("northwind");
    UUID stays = tenant.person("stays@northwind.example", "S", PASSWORD, "APPROVER");
    UUID leaves = tenant.person("leaves@northwind.example", "L", PASSWORD, "GLOBAL_ADMIN");
    receiver.refuse("stays@northwind.example", "451 later");
    receiver.refuse("leaves@northwind.example", "451 later");

    askForRecovery(tenant);
    awaitStatus(tenant, stays, "smtp-451");
    awaitStatus(tenant, leaves, "smtp-451");
    tenant.client().patch("/api/v1/users/" + leaves, Map.of("enabled", false));
    receiver.acceptAgain("stays@northwind.example");
    receiver.acceptAgain("leaves@northwind.example");
    clock.advance(Duration.ofMinutes(1));

    receiver.next("stays@northwind.example");
    awaitState(tenant, "recovery-request", leaves, "dropped");
    assertThat(receiver.waiting("leaves@northwind.example")).isZero();
  }

  private static void awaitStatus(TestTenant tenant, UUID person, String status) {
    Eventually.holds(
        status + " is noted",
        () ->
            delivery(tenant, "recovery-request", person)
                .path("lastStatus")
                .asText()
                .equals(status));
  }

  @Test
  @DisplayName("to an address that the server knows nobody at is given up at once")
  void nobodyThere() throws Exception {
    TestTenant tenant = tenant("tailspin");
    UUID person = tenant.person("gone@tailspin.example", "G", PASSWORD, "APPROVER");
    receiver.refuse("gone@tailspin.example", "550 nobody");

    askForRecovery(tenant);

    awaitState(tenant, "recovery-request", person, "givenUp");
    assertThat(delivery(tenant, "recovery-request", person).path("lastStatus").asText())
        .isEqualTo("smtp-550");
  }

  @Test
  @DisplayName("goes to the operators when it is their turn, then to the tenant")
  void operators() throws Exception {
    TestTenant tenant = tenant("litware");
    tenant.person("lia@litware.example", "Lia", PASSWORD, "APPROVER");
    Map<String, Object> wish =
        Map.of(
            "tenant", "litware",
            "mailbox", tenant.mailbox(),
            "supportCase", "T-1",
            "reason", "a drill",
            "durationMinutes", 5);
    String id;
    try (ApiClient first = new ApiClient(Connection.read(server.operatorConnection()), clock)) {
      id = first.post("/api/v1/operator/access-requests", wish).path("id").asText();
    }
    SmtpReceiver.Mail toOperators = nextOfKind(OPERATORS, "lockbox-endorsement");
    assertThat(receiver.waiting("lia@litware.example")).isZero();
    try (ApiClient other = new ApiClient(second.connection(server), clock)) {
      other.post("/api/v1/operator/access-requests/%s/approve".formatted(id), Map.of());
    }
    SmtpReceiver.Mail toTenant = receiver.next("lia@litware.example");

    assertThat(toOperators.text()).contains(id).doesNotContain("alice", "a drill");
    assertThat(toTenant.header("X-Freehold-Kind")).isEqualTo("lockbox-request");
    assertThat(toTenant.text()).contains("EXSR").doesNotContain("alice", "a drill");
  }

  private SmtpReceiver.Mail nextOfKind(String address, String kind) throws InterruptedException {
    SmtpReceiver.Mail mail = receiver.next(address);
    while (!mail.header("X-Freehold-Kind").equals(kind)) {
      mail = receiver.next(address);
    }
    return mail;
  }
}
