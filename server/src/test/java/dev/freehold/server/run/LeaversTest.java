package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.VaultManagement;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Json;
import dev.freehold.server.http.Standing;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestOperator;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.server.testing.TwoNodes;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.web.http.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Fault matrix, row 58: tokens and keys of those who were deleted, disabled or demoted. */
@DisplayName("People who left")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaversTest {

  /** Row 58 of the fault matrix. */
  private static final Duration BOUND = Duration.ofSeconds(5);

  /** Without those whose deletion takes two people: it is refused before anybody is gone. */
  private static final String[] EVERYTHING =
      Stream.of(Role.values())
          .filter(
              role -> role != Role.OPERATOR && role != Role.VAULT_ADMIN && role != Role.APPROVER)
          .map(Role::name)
          .toArray(String[]::new);

  /** Reading routes of administrators and of operators. */
  private static final Set<String> PROBES =
      Set.of("/api/v1/applications", "/api/v1/operator/operators");

  private final TestOperator named = new TestOperator("another operator");
  private TwoNodes nodes;
  private FreeholdServer first;
  private FreeholdServer second;
  private ApiClient tenant;
  private String tenantId;
  private Member admin;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    nodes = TwoNodes.first(folder, TestOperator.named(named));
    first = nodes.first();
    Connection operator = Connection.read(first.operatorConnection());
    try (ApiClient client = new ApiClient(operator, Clock.systemUTC())) {
      JsonNode made = client.post("/api/v1/tenants", Map.of("name", "contoso"));
      tenantId = made.path("id").asText();
      tenant =
          new ApiClient(
              TestTenant.connection(first, tenantId, made.path("administrator")),
              Clock.systemUTC());
    }
    admin = member("GLOBAL_ADMIN");
    second = nodes.startSecond();
  }

  private Member member(String... roles) throws IOException {
    return Member.of(
        first,
        tenantId,
        tenant.post(
            "/api/v1/applications", Map.of("displayName", "member", "roles", List.of(roles))));
  }

  @AfterAll
  void stop() {
    admin.close();
    tenant.close();
    nodes.close();
  }

  @Test
  @DisplayName("fault58: an administrator who was deleted is refused on every route of both nodes")
  void fault58_deleted() throws IOException {
    try (Member leaver = member(EVERYTHING);
        Member there = leaver.over(second)) {
      assertKnown(leaver, there);
      assertThat(admin.send("DELETE", "/api/v1/applications/" + leaver.clientId(), null).status())
          .isEqualTo(204);
      assertRefused(leaver, first, Duration.ZERO, Set.of(401));
      assertRefused(there, second, BOUND, Set.of(401));
    }
  }

  @Test
  @DisplayName("fault58: one who was disabled is refused too, and the old token stays so")
  void fault58_disabled() throws IOException {
    try (Member leaver = member(EVERYTHING);
        Member there = leaver.over(second)) {
      assertKnown(leaver, there);
      String path = "/api/v1/applications/" + leaver.clientId();
      tenant.patch(path, Map.of("enabled", false));
      assertRefused(leaver, first, Duration.ZERO, Set.of(401));
      assertRefused(there, second, BOUND, Set.of(401));
      assertThatThrownBy(() -> leaver.over(second)).isInstanceOf(ApiRefusedException.class);

      tenant.patch(path, Map.of("enabled", true));
      assertThat(leaver.get("/api/v1/me").status()).isEqualTo(401);
      try (Member again = leaver.over(first)) {
        assertThat(again.get("/api/v1/me").status()).isEqualTo(200);
      }
    }
  }

  @Test
  @DisplayName("fault58: one who was demoted is refused on every route that needs a role")
  void fault58_demoted() throws IOException {
    try (Member leaver = member(EVERYTHING);
        Member there = leaver.over(second)) {
      assertKnown(leaver, there);
      tenant.patch("/api/v1/applications/" + leaver.clientId(), Map.of("roles", List.of()));
      assertRefused(leaver, first, Duration.ZERO, Set.of(403));
      assertRefused(there, second, BOUND, Set.of(403));
    }
  }

  @Test
  @DisplayName(
      "fault58: a token from before a sign-out everywhere is refused, one from after is not")
  void fault58_signedOut() throws IOException {
    try (Member member = member(EVERYTHING);
        Member there = member.over(second)) {
      assertKnown(member, there);
      assertThat(member.send("POST", "/api/v1/me/sign-out", null).status()).isEqualTo(204);
      assertRefused(member, first, Duration.ZERO, Set.of(401));
      assertRefused(there, second, BOUND, Set.of(401));
      try (Member again = member.over(second)) {
        assertThat(again.get("/api/v1/me").status()).isEqualTo(200);
      }
    }
  }

  @Test
  @DisplayName("fault58: an operator who was deleted is refused on every route of operators")
  void fault58_operator() throws IOException {
    try (Member leaver = Member.of(first, named.connection(first));
        Member there = Member.of(second, named.connection(second));
        Member stays = Member.of(first, Connection.read(first.operatorConnection()))) {
      assertKnown(leaver, there);
      String path = "/api/v1/operator/operators/" + named.clientId();
      assertThat(stays.send("DELETE", path, null).status()).isEqualTo(204);
      assertRefused(leaver, first, Duration.ZERO, Set.of(401));
      assertRefused(there, second, BOUND, Set.of(401));
    }
  }

  @Test
  @DisplayName("fault58: an access key of one who was disabled is refused on both nodes")
  void fault58_accessKey() throws IOException {
    try (Member owner = member("SHAREPOINT_ADMIN")) {
      assertThat(owner.send("POST", "/api/v1/sites", Map.of("name", "leavers")).status())
          .isEqualTo(201);
      TestS3 key = TestS3.of(owner);
      try (S3Client here = key.client(first);
          S3Client there = key.client(second)) {
        here.listObjectsV2(list -> list.bucket("leavers"));
        there.listObjectsV2(list -> list.bucket("leavers"));
        tenant.patch("/api/v1/applications/" + owner.clientId(), Map.of("enabled", false));
        for (S3Client client : List.of(here, there)) {
          Eventually.ends("it signs", BOUND, () -> TestS3.canList(client, "leavers"));
        }
      }
    }
  }

  @Test
  @DisplayName("fault58: the vaults' management and keys are refused to one who was disabled")
  void fault58_vaults() throws Exception {
    try (Member leaver = member("VAULT_ADMIN")) {
      UUID subscription = UUID.randomUUID();
      first
          .vaults()
          .administration("system:test")
          .createSubscription(
              new Subscription(
                  subscription, UUID.fromString(tenantId), "leavers", Set.of(leaver.objectId())));
      try (ApiClient client = leaver.client()) {
        new VaultManagement(client, first.vaults().managementResource(), subscription, "leavers")
            .createVault("leavers-vault", tenantId, policies(leaver));
      }
      String management = leaver.token(first, first.vaults().managementResource() + "/.default");
      String keys = leaver.token(first, first.vaults().resource() + "/.default");
      URI subscriptions =
          URI.create(first.vaults().managementResource() + "/subscriptions?api-version=2022-12-01");
      URI list = URI.create(first.vaults().vaultUri("leavers-vault") + "/keys?api-version=7.4");
      assertThat(status(subscriptions, management)).isEqualTo(200);
      assertThat(status(list, keys)).isEqualTo(200);

      tenant.patch("/api/v1/applications/" + leaver.clientId(), Map.of("enabled", false));
      assertThat(status(subscriptions, management)).isEqualTo(401);
      assertThat(status(list, keys)).isEqualTo(401);
    }
  }

  private ArrayNode policies(Member member) {
    ArrayNode policies = Json.MAPPER.createArrayNode();
    policies
        .addObject()
        .put("tenantId", tenantId)
        .put("objectId", member.objectId().toString())
        .putObject("permissions")
        .putArray("keys")
        .add("list");
    return policies;
  }

  private int status(URI uri, String token) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().sslContext(first.clientTls()).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  /** So that both nodes remember the member as it was. */
  private static void assertKnown(Member here, Member there) throws IOException {
    for (Member member : List.of(here, there)) {
      assertThat(member.get("/api/v1/me").status()).isEqualTo(200);
    }
  }

  /** Waits until the node knows, and then goes through all of its routes. */
  private static void assertRefused(
      Member leaver, FreeholdServer node, Duration bound, Set<Integer> expected)
      throws IOException {
    Route<Admission, Handler> probe =
        refusable(leaver, node, expected).stream()
            .filter(route -> PROBES.contains(route.path().toString()) && route.isReading())
            .findFirst()
            .orElseThrow();
    Eventually.ends("it is let in", bound, () -> !expected.contains(send(leaver, probe)));
    for (Route<Admission, Handler> route : refusable(leaver, node, expected)) {
      assertThat(send(leaver, route)).as("%s %s", route.method(), route.path()).isIn(expected);
    }
  }

  /** Whoever has no role any more still is a plain user. */
  private static List<Route<Admission, Handler>> refusable(
      Member leaver, FreeholdServer node, Set<Integer> expected) {
    List<Route<Admission, Handler>> routes =
        node.routes().stream()
            .filter(route -> route.access().standing() == Standing.CURRENT)
            .filter(route -> !expected.contains(403) || !route.access().plainUsers())
            .toList();
    assertThat(routes).as("routes for %s", leaver.clientId()).hasSizeGreaterThan(20);
    return routes;
  }

  private static int send(Member leaver, Route<Admission, Handler> route) {
    String path =
        route.path().toString().replaceAll("\\{\\w+(\\.\\.\\.)?}", UUID.randomUUID().toString());
    try {
      Object body = route.maxBodyBytes() == 0 ? null : Map.of();
      return leaver.send(route.method(), path, body).status();
    } catch (IOException broken) {
      throw new AssertionError(route.path().toString(), broken);
    }
  }
}
