package dev.freehold.server.audit.survey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.audit.survey.Caller.Answer;
import dev.freehold.server.audit.survey.Caller.Call;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.FirstPasswords;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tries routes one after another, each first with a ledger that refuses, then with one that takes.
 */
abstract class RouteTrial {

  private static final Duration QUIET = Duration.ofMillis(150);
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** Routes that were tried. */
  final Set<String> tried = new HashSet<>();

  TestTenant tenant;
  Caller caller;
  RefusingLedger main;
  RefusingLedger vaults;
  String admin;
  String operator;

  /** What the last route that was tried answered. */
  JsonNode last;

  /** A route as it is tried; the call is made when its turn comes. */
  DynamicTest act(String route, Supplier<Call> call) {
    tried.add(route);
    return DynamicTest.dynamicTest("fault32: " + route, () -> tryOut(route, call));
  }

  /** Something that has to be so before the next route. */
  static DynamicTest given(String what, Preparation preparation) {
    return DynamicTest.dynamicTest(what, preparation::run);
  }

  interface Preparation {
    void run() throws Exception;
  }

  void tryOut(String route, Supplier<Call> call) throws Exception {
    SurveyedRoutes.Row row = SurveyedRoutes.TABLE.get(route);
    RefusingLedger ledger = row instanceof SurveyedRoutes.RecordsAtVaults ? vaults : main;
    Set<String> operations =
        switch (row) {
          case SurveyedRoutes.Records(Set<String> all) -> all;
          case SurveyedRoutes.RecordsAtVaults(Set<String> all) -> all;
          case SurveyedRoutes.Nothing(String reason) -> throw new AssertionError(reason);
        };
    Call prepared = call.get();
    Map<String, List<String>> before = settled(ledger);
    ledger.refuse();
    Answer refused;
    try {
      refused = caller.send(prepared);
      assertSame(ledger.state(), before);
    } finally {
      ledger.accept();
    }
    assertRefused(refused);
    long mark = ledger.lastSequence();
    Answer done = caller.send(prepared);
    assertThat(done.isGood()).as("%s %s", done.status(), done.body()).isTrue();
    assertThat(ledger.operationsAfter(mark)).containsAll(operations);
    last = done.body();
  }

  static void assertSame(Map<String, List<String>> after, Map<String, List<String>> before) {
    assertThat(after.keySet()).isEqualTo(before.keySet());
    for (Map.Entry<String, List<String>> table : after.entrySet()) {
      assertThat(table.getValue())
          .as("%s after the act was refused", table.getKey())
          .isEqualTo(before.get(table.getKey()));
    }
  }

  static void assertRefused(Answer refused) {
    assertThat(refused.status()).as("%s", refused.body()).isEqualTo(503);
    if (refused.body().has("code")) {
      assertThat(refused.body().path("code").asText())
          .isIn("ledger-unavailable", "key-use-not-recorded");
    }
  }

  /** The state when nothing changes any more that somebody had asked for before. */
  static Map<String, List<String>> settled(RefusingLedger ledger) throws SQLException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    Map<String, List<String>> state = ledger.state();
    while (true) {
      LockSupport.parkNanos(QUIET.toNanos());
      Map<String, List<String>> next = ledger.state();
      if (next.equals(state)) {
        return state;
      }
      assertThat(System.nanoTime()).as("the server does not come to rest").isLessThan(deadline);
      state = next;
    }
  }

  void awaitJobs() throws SQLException {
    awaitNone(main::jobsUnderWay);
  }

  void awaitFreed() throws SQLException {
    awaitJobs();
    awaitNone(main::notYetFreed);
  }

  /** Rows that are expected to go. */
  @FunctionalInterface
  private interface Left {
    List<String> read() throws SQLException;
  }

  private static void awaitNone(Left left) throws SQLException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    List<String> rows = left.read();
    while (!rows.isEmpty()) {
      assertThat(System.nanoTime()).as("does not end: %s", rows).isLessThan(deadline);
      LockSupport.parkNanos(QUIET.toNanos());
      rows = left.read();
    }
  }

  Call call(String route, String token, Object body, String... values) {
    String[] parts = route.split(" ", 2);
    String path = parts[1];
    for (int i = 0; i < values.length; i += 2) {
      path = path.replace("{" + values[i] + "}", values[i + 1]);
    }
    return new Call(parts[0], path, Optional.ofNullable(token), body);
  }

  DynamicTest admin(String route, Object body, String... values) {
    return act(route, () -> call(route, admin, body, values));
  }

  /** A token of a person of whichever tenant the name says. */
  String signIn(String userPrincipalName, String password) throws IOException {
    String form =
        form(
            "grant_type",
            "password",
            "client_id",
            "shell",
            "username",
            userPrincipalName,
            "password",
            password,
            "scope",
            ApiAudience.SCOPE);
    Answer answer =
        caller.send(new Call("POST", "/organizations/oauth2/v2.0/token", Optional.empty(), form));
    assertThat(answer.isGood()).as("%s", answer.body()).isTrue();
    return answer.body().path("access_token").asText();
  }

  static String token(ApiClient client) throws IOException {
    return client.tokensFor(ApiAudience.SCOPE).current().value();
  }

  void person(String userPrincipalName, String password, String role) throws IOException {
    make(
        "POST",
        "/api/v1/users",
        Map.of(
            "userPrincipalName",
            userPrincipalName,
            "displayName",
            userPrincipalName,
            "roles",
            List.of(role),
            "password",
            FirstPasswords.before(password)));
    replaceFirst(userPrincipalName, password);
  }

  /** The person chooses the password. */
  void replaceFirst(String userPrincipalName, String password) throws IOException {
    make(
        "POST",
        "/api/v1/password",
        FirstPasswords.body(userPrincipalName, FirstPasswords.before(password), password));
  }

  JsonNode get(String path) throws IOException {
    return caller.send(new Call("GET", path, Optional.of(admin), null)).body();
  }

  JsonNode make(String method, String path, Object body) throws IOException {
    return send(method, path, admin, body);
  }

  List<String> keys(String name) {
    return List.of(tenant.newKey("a", name), tenant.newKey("b", name));
  }

  /** The same with the versions that they have now. */
  List<String> versions(String name) {
    keys(name);
    return List.of(tenant.keys("a").getKey(name).getId(), tenant.keys("b").getKey(name).getId());
  }

  static String form(String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(fields[i])
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }

  String tenantId() {
    return tenant.administrator().tenant();
  }

  JsonNode send(String method, String path, String token, Object body) throws IOException {
    Answer answer = caller.send(new Call(method, path, Optional.of(token), body));
    assertThat(answer.isGood()).as("%s %s: %s", method, path, answer.body()).isTrue();
    return answer.body();
  }
}
