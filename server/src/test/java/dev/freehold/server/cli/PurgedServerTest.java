package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.FileSearch;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole purge through a running server, and what files and backups hold afterwards. */
@Order(1)
class PurgedServerTest {

  private static final String APPROVER = "irja@contoso.example";
  private static final String PASSWORD = "nine slow trams to town";
  private static final String PASSPHRASE = "two kettles and a map";
  private static final long POLL_NANOS = 50_000_000;
  private static final long DEADLINE_NANOS = 240_000_000_000L;

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(Duration.ZERO);
  private final List<Path> operatorKeys = new ArrayList<>();
  private Path data;
  private FreeholdServer server;
  private TestTenant tenant;
  private Member admin;
  private HttpClient http;

  @BeforeEach
  void start() throws Exception {
    data = folder.resolve("data");
    List<String> verifiers = new ArrayList<>();
    for (String name : List.of("ines@operations.example", "otto@operations.example")) {
      Path key = folder.resolve(name + ".key");
      operatorKeys.add(key);
      verifiers.add(run("purge", "operator-key", "--name", name, "--out", key).out().strip());
    }
    server =
        TestServer.start(
            data,
            clock,
            Map.of("purge.operators", String.join(",", verifiers), "keys.lease-seconds", "1"));
    tenant = TestTenant.create(server, "contoso");
    admin = Member.of(server, tenant, "GLOBAL_ADMIN");
    http = HttpClient.newBuilder().sslContext(server.clientTls()).build();
    tenant
        .client()
        .upload(
            "/api/v1/mailboxes/%s/messages".formatted(tenant.mailbox()),
            BodyPublishers.ofString("Subject: last\r\n\r\nto be destroyed\r\n"),
            "Content-Type",
            "message/rfc822");
  }

  @AfterEach
  void stop() {
    http.close();
    admin.close();
    tenant.close();
    server.close();
  }

  private static CommandRun run(Object... arguments) {
    CommandRun run =
        CommandRun.of(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private JsonNode ask(String method, String path, String token, Object body) throws Exception {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(server.apiUri() + path))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isBetween(200, 201);
    return Json.MAPPER.readTree(answer.body());
  }

  private String approver() throws Exception {
    try (Browser browser = new Browser(server.clientTls())) {
      return Browser.json(
              browser.post(
                  server.apiUri() + "/organizations/oauth2/v2.0/token",
                  Map.of(
                      "grant_type",
                      "password",
                      "client_id",
                      "shell",
                      "username",
                      APPROVER,
                      "password",
                      PASSWORD,
                      "scope",
                      ApiAudience.SCOPE)))
          .path("access_token")
          .asText();
    }
  }

  /** Permissions, request, document, signature, two approvals. */
  private String begin() throws Exception {
    tenant.person(APPROVER, "Irja Salo", PASSWORD, "APPROVER");
    String bearer = tenant.client().tokensFor(ApiAudience.SCOPE).current().value();
    ask("PUT", "/api/v1/approver", bearer, Map.of("user", APPROVER));
    ask("POST", "/api/v1/approver/key", approver(), Map.of("passphrase", PASSPHRASE));
    for (String letter : List.of("a", "b")) {
      tenant.permit(letter, false, List.of("wrapKey", "unwrapKey"));
    }
    tenant
        .client()
        .post(
            "/api/v1/policies/mail/purge-request",
            Map.of("reason", "We close down", "contact", "Irja Salo"));
    String purge = admin.get("/api/v1/purges").body().path("purges").path(0).path("id").asText();
    tenant.client().post("/api/v1/purges/%s/document".formatted(purge), Map.of());
    ask(
        "POST",
        "/api/v1/purges/%s/document/sign".formatted(purge),
        approver(),
        Map.of("passphrase", PASSPHRASE));
    approve(purge);
    return purge;
  }

  private void approve(String purge) {
    Path connection = server.operatorConnection();
    Path statement = folder.resolve("statement");
    run("purge", "statement", purge, "--connection", connection, "--out", statement);
    List<Path> signed = new ArrayList<>();
    for (Path key : operatorKeys) {
      signed.add(folder.resolve(key.getFileName() + ".signed"));
      run("purge", "approve", statement, "--key", key, "--out", signed.getLast());
    }
    run("purge", "submit", signed.getFirst(), signed.getLast(), "--connection", connection);
  }

  /** The run waits until no node can hold a key; the clock is moved past that. */
  private JsonNode awaitEnd(String purge) throws IOException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    JsonNode now = admin.get("/api/v1/purges/" + purge).body();
    // Then its rows and blobs are removed, and no file may vanish under those who look at them.
    while (!now.path("state").asText().equals("purged") || !now.has("freed")) {
      assertThat(System.nanoTime()).as(now.toString()).isLessThan(deadline);
      clock.shift(Duration.ofMinutes(2));
      LockSupport.parkNanos(POLL_NANOS);
      now = admin.get("/api/v1/purges/" + purge).body();
    }
    return now;
  }

  private Path copy(String name) throws IOException {
    Path target = folder.resolve(name);
    try (Stream<Path> tree = Files.walk(data)) {
      for (Path file : tree.toList()) {
        Path copied = target.resolve(data.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return target;
  }

  /** Every stored form of the policy's key, of the keys under it, and of its availability key. */
  private List<byte[]> stored(Path copy) {
    List<byte[]> found = new ArrayList<>();
    UUID id = tenant.policyId();
    found.addAll(
        values(
            copy.resolve("freehold.db"), "SELECT wrapped_key FROM policy_roots", "policy_id", id));
    found.addAll(
        values(
            copy.resolve("freehold.db"), "SELECT wrapped_by_availability FROM policies", "id", id));
    found.addAll(
        values(copy.resolve("freehold.db"), "SELECT wrapped_key FROM owner_keys", "policy_id", id));
    found.addAll(
        values(
            copy.resolve("availability.db"),
            "SELECT sealed_key FROM availability_keys",
            "policy_id",
            id));
    return found;
  }

  private List<byte[]> values(Path file, String select, String column, UUID id) {
    try (Database copy = Databases.openReadOnly(new DatabaseSettings.Sqlite(file), folder)) {
      return copy.read(
          tx ->
              tx.createQuery("%s WHERE %s = :id".formatted(select, column))
                  .bind("id", id)
                  .mapTo(byte[].class)
                  .list());
    }
  }

  private CommandRun check(Path backup, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("restore-check", backup));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.stream().map(Object::toString).toArray(String[]::new));
  }

  private Object[] asking(ApiClient client) throws IOException {
    Path token = folder.resolve("token");
    Files.writeString(
        token, client.tokensFor(server.vaults().resource() + "/.default").current().value());
    Path authority = Files.writeString(folder.resolve("ca.pem"), server.authorityPem());
    String host = server.vaults().vaultUri("x").getHost();
    String suffix = host.substring(host.indexOf('.') + 1) + ":" + server.vaults().port();
    return new Object[] {
      "--purged",
      tenant.policyId(),
      "--ask-vaults",
      "--vault-token",
      token,
      "--vault-suffix",
      suffix,
      "--ca",
      authority
    };
  }

  @Test
  @DisplayName("fault 30, fault 31: no file holds a key, and backups open by what they hold alone")
  void fault30_fault31_filesAndBackupsAfterAPurge() throws Exception {
    Path before = copy("before");
    List<byte[]> gone = stored(before);
    assertThat(gone).hasSize(5);
    assertThat(FileSearch.count(data, gone)).as("the search finds them").isEqualTo(5);

    JsonNode purged = awaitEnd(begin());

    assertThat(FileSearch.count(data, gone)).as(purged.toString()).isZero();
    Path after = copy("after");
    CommandRun ofAfter = check(after);
    assertThat(ofAfter.exitCode()).as(ofAfter.out()).isZero();
    assertThat(ofAfter.out())
        .containsPattern("destroyed +policy mail %s purged, PURGED".formatted(tenant.policyId()));

    CommandRun whole = check(before, "--purged", tenant.policyId());
    assertThat(whole.exitCode()).as(whole.out()).isEqualTo(ExitCode.PURGED_OPENABLE);
    assertThat(whole.out()).contains("an object of it was opened");

    try (ApiClient service = tenant.application(clock)) {
      Files.delete(before.resolve("availability.db"));
      CommandRun refused = check(before, asking(service));
      assertThat(refused.exitCode()).as(refused.out() + refused.err()).isZero();
      assertThat(refused.out())
          .contains("there is no availability database in the backup", "its vault refuses");
    }
    CommandRun answered = check(before, asking(tenant.client()));
    assertThat(answered.exitCode()).as(answered.out()).isEqualTo(ExitCode.PURGED_OPENABLE);
    assertThat(answered.out()).contains("it unwrapped the policy's key");
  }
}
