package dev.freehold.server.audit.survey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.audit.survey.Caller.Call;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.FirstPasswords;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestOperator;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What cannot be recorded is refused and has no effect; what is done is recorded:")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
class LedgerRefusesTest extends RouteTrial {

  private static final String POLICY = "/api/v1/policies/{policy}";
  private static final String WHOLE = "/api/v1/multi-workload-policies";
  private static final String REQUEST = "/api/v1/recovery-requests/{request}";
  private static final String GEO = "/api/v1/geos/{geo}/policy";
  private static final String BATCH = "/api/v1/migration-batches/{batch}";
  private static final String GRANT = "/api/v1/sites/{site}/permissions/{principal}";
  private static final String PASSWORD = "tidal-marsh-lantern-41";
  private static final String OTHER_PASSWORD = "copper-orchard-window-77";

  private static final int MANY_MAILBOXES = 8;

  private final SettableClock clock = new SettableClock(Duration.ofDays(-8));
  private final LeavingActs leaving = new LeavingActs(this, clock);
  private final SigningHereActs signingHere = new SigningHereActs(this, this::server);
  private FreeholdServer server;
  private String approver;
  private final TestOperator rosa = new TestOperator("two of two");
  private final TestOperator leaver = new TestOperator("one of two");
  private final PendingActsTried pending = new PendingActsTried();
  private String second;
  private String request;
  private String person;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    server =
        TestServer.start(
            data,
            clock,
            Map.of(
                "migration.inside-servers",
                "127.0.0.1:9",
                "notifications.webhooks.inside",
                NotificationActs.INSIDE,
                "jobs.max-items-per-second",
                "1",
                // A week passes here, and what looks at all rows by itself is no act's effect.
                "scrub.interval-seconds",
                "0",
                "purge.operators",
                leaving.operators(),
                "operators",
                TestOperator.named(rosa, leaver).get("operators")));
    pending.begin(server, clock);
    // A signing key that is younger than a minute is not replaced.
    clock.shift(Duration.ZERO);
    tenant = TestTenant.create(server, "contoso");
    caller = new Caller(server.apiUri(), server.clientTls());
    main = new RefusingLedger(data.resolve("freehold.db"), RefusingLedger.SCHEDULERS_OWN);
    vaults = new RefusingLedger(data.resolve("vault/vault.db"), Set.of());
    admin = token(tenant.client());
    try (ApiClient client = tenant.application(Clock.systemUTC(), "APPROVER")) {
      approver = token(client);
    }
    try (ApiClient client =
        new ApiClient(Connection.read(server.operatorConnection()), Clock.systemUTC())) {
      operator = token(client);
    }
  }

  @AfterAll
  void stop() throws Exception {
    main.close();
    vaults.close();
    caller.close();
    signingHere.close();
    pending.close();
    tenant.close();
    server.close();
  }

  private FreeholdServer server() {
    return server;
  }

  @Test
  @DisplayName("every route that changes something says what it records")
  void everyRoute() {
    assertThat(
            server.routes().stream()
                .filter(route -> !route.isReading())
                .map(route -> route.method() + " " + route.path()))
        .containsExactlyInAnyOrderElementsOf(SurveyedRoutes.TABLE.keySet());
  }

  @TestFactory
  @DisplayName("fault32: with a ledger that takes no entry")
  List<DynamicTest> fault32_everyActIsRefused() {
    List<DynamicTest> acts = new ArrayList<>();
    directory(acts);
    signIns(acts);
    mail(acts);
    policies(acts);
    files(acts);
    acts.addAll(new MoveActs(this, () -> approver).all());
    recovery(acts);
    lockbox(acts);
    acts.addAll(new IdentityActs(this, this::server).all());
    acts.addAll(new HoldActs(this).all());
    acts.addAll(new MailboxPermissionActs(this, this::principal).all());
    acts.addAll(new RemovedMailboxActs(this).all());
    acts.addAll(new GroupActs(this, this::principal).all());
    acts.addAll(new DomainActs(this).all());
    acts.addAll(new MailProgramActs(this).all());
    acts.addAll(new FactorActs(this, this::server).all());
    acts.addAll(new OperatorSignInActs(this, this::server).all());
    acts.addAll(new NotificationActs(this).all());
    acts.addAll(leaving.all());
    acts.addAll(signingHere.all());
    acts.add(
        DynamicTest.dynamicTest(
            "no route was left out",
            () ->
                assertThat(tried)
                    .containsExactlyInAnyOrderElementsOf(
                        SurveyedRoutes.TABLE.entrySet().stream()
                            .filter(row -> !(row.getValue() instanceof SurveyedRoutes.Nothing))
                            .map(Map.Entry::getKey)
                            .toList())));
    return acts;
  }

  private void directory(List<DynamicTest> acts) {
    String tenants = "POST /api/v1/tenants";
    acts.add(act(tenants, () -> call(tenants, operator, Map.of("name", "fabrikam"))));
    acts.add(
        admin(
            "POST /api/v1/applications",
            Map.of("displayName", "reports", "roles", List.of("AUDITOR"))));
    String secret = "POST /api/v1/applications/{application}/secret";
    acts.add(
        act(
            secret,
            () -> call(secret, admin, Map.of(), "application", last.path("clientId").asText())));
    String delete = "DELETE /api/v1/applications/{application}";
    acts.add(
        act(
            delete,
            () -> call(delete, admin, null, "application", last.path("clientId").asText())));
    String signingKeys = "POST /api/v1/signing-keys";
    acts.add(act(signingKeys, () -> call(signingKeys, operator, null)));
    acts.add(
        admin(
            "POST /api/v1/subscriptions",
            Map.of(
                "displayName",
                "second",
                "owners",
                List.of("00000000-0000-4000-8000-000000000017"))));
  }

  private void signIns(List<DynamicTest> acts) {
    String nora = "nora@contoso.example";
    String token = "POST /{tenant}/oauth2/v2.0/token";
    String scope = ApiAudience.SCOPE;
    acts.add(
        admin(
            "POST /api/v1/users",
            Map.of(
                "userPrincipalName",
                nora,
                "displayName",
                "Nora",
                "password",
                FirstPasswords.before(PASSWORD))));
    String first = "POST /api/v1/password";
    acts.add(
        act(
            first,
            () ->
                call(
                    first,
                    null,
                    FirstPasswords.body(nora, FirstPasswords.before(PASSWORD), PASSWORD))));
    Supplier<Call> signIn =
        () ->
            call(
                token,
                null,
                form(
                    "grant_type",
                    "password",
                    "client_id",
                    "shell",
                    "username",
                    nora,
                    "password",
                    PASSWORD,
                    "scope",
                    scope),
                "tenant",
                tenantId());
    acts.add(act(token, signIn));
    acts.add(given("she has a token", () -> person = last.path("access_token").asText()));
    String devices = "POST /devicelogin";
    acts.add(
        given(
            "a device waits",
            () ->
                last =
                    caller
                        .send(
                            call(
                                "POST /{tenant}/oauth2/v2.0/devicecode",
                                null,
                                form("client_id", "shell", "scope", scope),
                                "tenant",
                                tenantId()))
                        .body()));
    acts.add(
        act(
            devices,
            () ->
                call(
                    devices,
                    null,
                    form(
                        "code",
                        last.path("user_code").asText(),
                        "action",
                        "approve",
                        "username",
                        nora,
                        "password",
                        PASSWORD))));
    for (String page :
        List.of("POST /{tenant}/oauth2/v2.0/authorize", "POST /{tenant}/oauth2/authorize")) {
      acts.add(
          act(
              page,
              () ->
                  call(
                      page,
                      null,
                      form(
                          "client_id",
                          "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
                          "response_type",
                          "code",
                          "redirect_uri",
                          "http://localhost",
                          "response_mode",
                          "form_post",
                          "scope",
                          scope,
                          "code_challenge_method",
                          "S256",
                          "code_challenge",
                          "c".repeat(43),
                          "action",
                          "signin",
                          "username",
                          nora,
                          "password",
                          PASSWORD),
                      "tenant",
                      tenantId())));
    }
    String own = "PUT /api/v1/me/password";
    acts.add(
        act(
            own,
            () ->
                call(
                    own,
                    person,
                    Map.of("currentPassword", PASSWORD, "newPassword", OTHER_PASSWORD))));
    acts.add(admin("PUT /api/v1/users/{user}/password", Map.of(), "user", nora));
    acts.add(
        given("her id", () -> person = get("/api/v1/users/" + nora).path("objectId").asText()));
    acts.add(admin("DELETE /api/v1/users/{user}", null, "user", nora));
    String erasures = "POST /api/v1/ledger/erasures";
    acts.add(act(erasures, () -> call(erasures, admin, Map.of("objectId", person))));
    acts.addAll(pending.all(this));
  }

  private void mail(List<DynamicTest> acts) {
    acts.add(
        admin(
            "POST /api/v1/mailboxes",
            Map.of("address", "ben@contoso.example", "policyId", tenant.policyId())));
    acts.add(
        admin(
            "PATCH /api/v1/mailboxes/{mailbox}",
            Map.of("displayName", "Benedikt"),
            "mailbox",
            "ben@contoso.example"));
    acts.add(
        admin(
            "POST /api/v1/mail-users",
            Map.of("address", "mia@contoso.example", "policyId", tenant.policyId())));
    acts.add(
        admin(
            "POST /api/v1/mailboxes/{mailbox}/migrate",
            Map.of(),
            "mailbox",
            "mia@contoso.example"));
    acts.add(
        admin(
            "POST /api/v1/migration-endpoints",
            Map.of(
                "name",
                "old",
                "remoteServer",
                "127.0.0.1",
                "port",
                9,
                "security",
                "none",
                "skipVerification",
                true)));
    byte[] csv =
        "EmailAddress,UserName,Password\nmia@contoso.example,mia,secret"
            .getBytes(StandardCharsets.UTF_8);
    acts.add(
        admin(
            "POST /api/v1/migration-batches",
            Map.of(
                "name",
                "wave",
                "sourceEndpoint",
                "old",
                "csvData",
                Base64.getEncoder().encodeToString(csv))));
    acts.add(admin("POST " + BATCH + "/start", null, "batch", "wave"));
    String pause = "POST /api/v1/jobs/{job}/pause";
    acts.add(act(pause, () -> call(pause, admin, null, "job", unfinishedJob())));
    acts.add(
        given(
            "it goes on",
            () -> make("POST", "/api/v1/jobs/" + last.path("id").asText() + "/resume", null)));
    acts.add(admin("POST " + BATCH + "/stop", null, "batch", "wave"));
    acts.add(admin("PATCH " + BATCH, Map.of("badItemLimit", 5), "batch", "wave"));
    Map<String, Object> renewed = Map.of("csvData", Base64.getEncoder().encodeToString(csv));
    acts.add(admin("POST " + BATCH + "/passwords", renewed, "batch", "wave"));
    acts.add(
        given(
            "a batch that goes on",
            () ->
                make(
                    "POST",
                    "/api/v1/migration-batches",
                    Map.of(
                        "name",
                        "tide",
                        "sourceEndpoint",
                        "old",
                        "autoComplete",
                        false,
                        "csvData",
                        Base64.getEncoder().encodeToString(csv)))));
    acts.add(admin("POST " + BATCH + "/complete", null, "batch", "tide"));
    String gone = BATCH.replace("{batch}", "tide") + "?confirm=true";
    acts.add(given("it is gone, ended or not", () -> make("DELETE", gone, null)));
    acts.add(admin("DELETE " + BATCH, null, "batch", "wave"));
    acts.add(admin("DELETE /api/v1/migration-endpoints/{endpoint}", null, "endpoint", "old"));
  }

  private String unfinishedJob() {
    try {
      for (JsonNode job : get("/api/v1/jobs").path("jobs")) {
        if (!job.hasNonNull("endedAt")) {
          return job.path("id").asText();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("a batch whose server does not answer does not end");
  }

  private void policies(List<DynamicTest> acts) {
    String create = "POST /api/v1/policies";
    acts.add(given("keys", () -> keys("k2")));
    acts.add(act(create, () -> call(create, admin, Map.of("name", "second", "keys", keys("k2")))));
    String check = "POST /api/v1/key-checks/policies";
    acts.add(act(check, () -> call(check, admin, Map.of("keys", keys("k2")))));
    String ofGeos = "POST /api/v1/key-checks/geos";
    acts.add(act(ofGeos, () -> call(ofGeos, admin, Map.of("keys", keys("k2")))));
    acts.add(admin("PATCH " + POLICY, Map.of("description", "the second"), "policy", "second"));
    acts.add(admin("POST " + POLICY + "/check", null, "policy", "second"));
    acts.add(
        admin(
            "PUT /api/v1/mailboxes/{mailbox}/policy",
            Map.of("policy", "second"),
            "mailbox",
            "ben@contoso.example"));
    acts.add(given("the move ends", this::awaitJobs));
    acts.add(
        admin(
            "POST /api/v1/mailboxes/policy",
            Map.of("mailboxes", List.of("ben@contoso.example"), "policy", "mail")));
    acts.add(given("the move ends", this::awaitJobs));
    String reassign = "POST " + POLICY + "/reassign";
    acts.add(act(reassign, () -> call(reassign, admin, Map.of("to", "second"), "policy", "mail")));
    acts.add(given("the move ends", this::awaitJobs));
    acts.add(given("another version", () -> keys("k2")));
    acts.add(admin("POST " + POLICY + "/roll", Map.of(), "policy", "second"));
    acts.add(given("the roll ends", this::awaitJobs));
    String availability =
        "POST /api/v1/operator/tenants/{tenant}/policies/{policy}/availability-key/roll";
    acts.add(
        act(
            availability,
            () -> call(availability, operator, null, "tenant", tenantId(), "policy", second())));
    acts.add(given("the roll ends", this::awaitJobs));
    wholeTenant(acts);
    jobs(acts);
  }

  private String second() {
    try {
      return get("/api/v1/policies/second").path("id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void wholeTenant(List<DynamicTest> acts) {
    String create = "POST " + WHOLE;
    acts.add(act(create, () -> call(create, admin, Map.of("name", "all", "keys", keys("k3")))));
    String check = "POST /api/v1/key-checks/multi-workload-policies";
    acts.add(act(check, () -> call(check, admin, Map.of("keys", keys("k3")))));
    acts.add(admin("PATCH " + WHOLE + "/{policy}", Map.of("description", "all"), "policy", "all"));
    acts.add(admin("POST " + WHOLE + "/{policy}/check", null, "policy", "all"));
    acts.add(given("another version", () -> keys("k3")));
    acts.add(admin("POST " + WHOLE + "/{policy}/roll", Map.of(), "policy", "all"));
    acts.add(given("the roll ends", this::awaitJobs));
    acts.add(admin("PUT /api/v1/multi-workload-policy-assignment", Map.of("policy", "all")));
    acts.add(given("the move ends", this::awaitJobs));
  }

  /** A job that does one mailbox in a second is under way for as long as it takes. */
  private void jobs(List<DynamicTest> acts) {
    String job = "/api/v1/jobs/{job}/";
    acts.add(
        given(
            "a long job that is paused",
            () -> {
              make("POST", "/api/v1/policies", Map.of("name", "third", "keys", keys("k4")));
              List<String> many = new ArrayList<>();
              for (int i = 0; i < MANY_MAILBOXES; i++) {
                String address = "m%d@contoso.example".formatted(i);
                make("POST", "/api/v1/mailboxes", Map.of("address", address, "policyId", second()));
                many.add(address);
              }
              last =
                  make(
                      "POST",
                      "/api/v1/mailboxes/policy",
                      Map.of("mailboxes", many, "policy", "third"));
              make("POST", job.replace("{job}", last.path("id").asText()) + "pause", null);
            }));
    acts.add(
        act(
            "POST " + job + "resume",
            () -> call("POST " + job + "resume", admin, null, "job", last.path("id").asText())));
    acts.add(
        given(
            "it is paused again",
            () -> make("POST", job.replace("{job}", last.path("id").asText()) + "pause", null)));
    acts.add(
        act(
            "POST " + job + "cancel",
            () -> call("POST " + job + "cancel", admin, null, "job", last.path("id").asText())));
    String move = "POST /api/v1/mailboxes/{mailbox}/move";
    acts.add(
        act(
            move,
            () ->
                call(
                    move,
                    admin,
                    Map.of(),
                    "mailbox",
                    "m%d@contoso.example".formatted(MANY_MAILBOXES - 1))));
    acts.add(given("the move ends", this::awaitJobs));
  }

  private void files(List<DynamicTest> acts) {
    acts.add(admin("POST /api/v1/geos", Map.of("code", "EUR")));
    String register = "POST " + GEO;
    acts.add(
        act(
            register,
            () ->
                call(
                    register,
                    admin,
                    Map.of(
                        "primaryKey",
                        versions("g1").getFirst(),
                        "secondaryKey",
                        versions("g1").getLast()),
                    "geo",
                    "EUR")));
    acts.add(given("the registration ends", this::awaitJobs));
    acts.add(
        act(
            "POST " + GEO + "/roll",
            () ->
                call(
                    "POST " + GEO + "/roll",
                    admin,
                    Map.of("keyType", "primary", "key", versions("g1").getFirst()),
                    "geo",
                    "EUR")));
    acts.add(given("the roll ends", this::awaitJobs));
    acts.add(admin("POST /api/v1/sites", Map.of("name", "plans", "geo", "EUR")));
    acts.add(given("its id", () -> site = last.path("id").asText()));
    acts.add(
        act(
            "PUT " + GRANT,
            () ->
                call(
                    "PUT " + GRANT,
                    admin,
                    Map.of("role", "write"),
                    "site",
                    site,
                    "principal",
                    principal())));
    acts.add(
        act(
            "DELETE " + GRANT,
            () -> call("DELETE " + GRANT, admin, null, "site", site, "principal", principal())));
    acts.add(admin("POST /api/v1/access-keys", Map.of()));
    acts.add(
        act(
            "PATCH /api/v1/access-keys/{key}",
            () ->
                call(
                    "PATCH /api/v1/access-keys/{key}",
                    admin,
                    Map.of("enabled", false),
                    "key",
                    last.path("id").asText())));
    acts.add(
        act(
            "DELETE /api/v1/access-keys/{key}",
            () ->
                call(
                    "DELETE /api/v1/access-keys/{key}",
                    admin,
                    null,
                    "key",
                    last.path("id").asText())));
    acts.add(
        act(
            "DELETE /api/v1/sites/{site}",
            () -> call("DELETE /api/v1/sites/{site}", admin, null, "site", site)));
  }

  private String site;

  /** Another member of the tenant. */
  private String principal() {
    try {
      for (JsonNode application : get("/api/v1/applications").path("applications")) {
        if (application.path("displayName").asText().equals("test application")) {
          return application.path("objectId").asText();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("the approver is an application of the tenant");
  }

  private void recovery(List<DynamicTest> acts) {
    String ask = "POST /api/v1/recovery-requests";
    Supplier<Call> second = () -> call(ask, admin, Map.of("policyId", second(), "reason", "lost"));
    acts.add(act(ask, second));
    acts.add(
        act(
            "POST " + REQUEST + "/deny",
            () ->
                call(
                    "POST " + REQUEST + "/deny",
                    approver,
                    Map.of("comment", "not now"),
                    "request",
                    last.path("id").asText())));
    acts.add(given("asked again", () -> last = caller.send(second.get()).body()));
    acts.add(
        act(
            "POST " + REQUEST + "/cancel",
            () ->
                call(
                    "POST " + REQUEST + "/cancel",
                    admin,
                    null,
                    "request",
                    last.path("id").asText())));
    acts.add(given("asked again", () -> last = caller.send(second.get()).body()));
    acts.add(
        act(
            "POST " + REQUEST + "/approve",
            () ->
                call(
                    "POST " + REQUEST + "/approve",
                    approver,
                    null,
                    "request",
                    last.path("id").asText())));
    String open = "POST /api/v1/operator/recovery-requests/{request}/open";
    acts.add(act(open, () -> call(open, operator, null, "request", last.path("id").asText())));
    acts.add(
        act(
            "POST " + REQUEST + "/move",
            () ->
                call(
                    "POST " + REQUEST + "/move",
                    admin,
                    Map.of("to", "third"),
                    "request",
                    last.path("id").asText())));
    acts.add(given("the move ends", this::awaitJobs));
    acts.add(
        given(
            "the geo's recovery is open",
            () -> {
              String policy = "";
              for (JsonNode geo : get("/api/v1/geos").path("geos")) {
                policy =
                    geo.path("code").asText().equals("EUR")
                        ? geo.path("policyId").asText()
                        : policy;
              }
              String id =
                  make(
                          "POST",
                          "/api/v1/recovery-requests",
                          Map.of("policyId", policy, "reason", "x"))
                      .path("id")
                      .asText();
              caller.send(call("POST " + REQUEST + "/approve", approver, null, "request", id));
              assertThat(caller.send(call(open, operator, null, "request", id)).isGood()).isTrue();
            }));
    acts.add(
        act(
            "POST " + GEO + "/restore",
            () ->
                call(
                    "POST " + GEO + "/restore",
                    admin,
                    Map.of(
                        "primaryKey",
                        versions("g2").getFirst(),
                        "secondaryKey",
                        versions("g2").getLast()),
                    "geo",
                    "EUR")));
    acts.add(given("the move ends", this::awaitJobs));
  }

  private void lockbox(List<DynamicTest> acts) {
    String join = "POST /api/v1/operator/nodes";
    acts.add(act(join, () -> call(join, operator, Map.of("name", "second"))));
    String remove = "DELETE /api/v1/operator/nodes/{node}";
    acts.add(act(remove, () -> call(remove, operator, null, "node", "second")));
    String delete = "DELETE /api/v1/operator/operators/{application}";
    acts.add(act(delete, () -> call(delete, operator, null, "application", leaver.clientId())));
    acts.add(given("there is a second operator", () -> second = secondOperator()));
    acts.add(asked());
    acts.add(endorsed());
    String deny = "POST /api/v1/access-requests/{accessRequest}/deny";
    acts.add(act(deny, () -> onRequest(deny, approver)));
    acts.add(given("another request waits", () -> request = waitingRequest()));
    String approve = "POST /api/v1/access-requests/{accessRequest}/approve";
    acts.add(act(approve, () -> onRequest(approve, approver)));
    acts.add(given("what is read is recorded first", this::assertReadsNothingUnrecorded));
    String cancel = "POST /api/v1/access-requests/{accessRequest}/cancel";
    acts.add(act(cancel, () -> onRequest(cancel, approver)));
    acts.add(given("another request waits", this::waitingRequest));
    acts.add(admin("PUT /api/v1/lockbox", Map.of("takesRequests", false)));
    acts.add(admin("PUT /api/v1/silence-bound", Map.of("bound", "8h")));
  }

  private DynamicTest asked() {
    String route = "POST /api/v1/operator/access-requests";
    return act(route, () -> call(route, operator, wish()));
  }

  private DynamicTest endorsed() {
    String route = "POST /api/v1/operator/access-requests/{accessRequest}/approve";
    return act(
        route,
        () -> {
          request = last.path("id").asText();
          return onRequest(route, second);
        });
  }

  private Call onRequest(String route, String token) {
    return call(route, token, Map.of(), "accessRequest", request);
  }

  private Map<String, Object> wish() {
    return Map.of(
        "tenant", "contoso",
        "mailbox", tenant.mailbox(),
        "supportCase", "C-88",
        "reason", "mail is missing",
        "durationMinutes", 20);
  }

  private String waitingRequest() throws IOException {
    String asked = "/api/v1/operator/access-requests";
    String id = send("POST", asked, operator, wish()).path("id").asText();
    send("POST", asked + "/" + id + "/approve", second, Map.of());
    return id;
  }

  private String secondOperator() throws IOException {
    try (ApiClient client = new ApiClient(rosa.connection(server), Clock.systemUTC())) {
      return token(client);
    }
  }

  private void assertReadsNothingUnrecorded() throws Exception {
    String below = "/api/v1/operator/access-requests/" + request;
    main.refuse();
    try {
      for (String path : List.of("/folders", "/messages")) {
        assertRefused(caller.send(new Call("GET", below + path, Optional.of(operator), null)));
      }
    } finally {
      main.accept();
    }
    long mark = main.lastSequence();
    send("GET", below + "/folders", operator, null);
    send("GET", below + "/messages", operator, null);
    assertThat(main.operationsAfter(mark)).contains("OperatorListFolders", "OperatorListMessages");
  }
}
