package dev.freehold.server.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.KeptPage;
import dev.freehold.server.testing.TestServer;
import dev.freehold.web.http.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The kept document is that of the routes, and is served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiDocumentTest {

  private static final String WRITE = "freehold.openapi.write";
  private static final Path KEPT =
      Path.of(System.getProperty("freehold.root"))
          .resolve("server/src/main/resources/dev/freehold/server/features/openapi/openapi.json");

  private static final String ROLES_HEAD =
      """
      # Routes and who may call them

      A caller needs one of the roles; [roles](../administer/roles.md) says what each is
      for. A test makes this page from the routes (`OpenApiDocumentTest`).
      [openapi.json](../api/openapi.json) has what each route takes and gives.

      | route | what it does | who may |
      |---|---|---|
      """;

  private FreeholdServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Map<String, String> all = Map.of("imap.port", Integer.toString(Ports.free()));
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), all);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("The kept document is what the routes say now")
  void kept() throws IOException {
    String now = OpenApiDocument.of(server.routes());
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(KEPT, now);
    }
    assertThat(Files.readString(KEPT).equals(now))
        .as(
            "the routes changed; to write %s anew run: mvn -pl server -am"
                + " -Dtest=OpenApiDocumentTest -D%s=true test",
            KEPT.getFileName(), WRITE)
        .isTrue();
  }

  @Test
  @DisplayName("The kept page of the roles and their routes is what the routes say now")
  void keptRoles() throws IOException {
    String rows =
        server.routes().stream()
            .sorted(
                Comparator.comparing((Route<Admission, Handler> route) -> route.path().toString())
                    .thenComparing(Route::method))
            .map(
                route ->
                    "| `%s %s` | %s | %s |"
                        .formatted(
                            route.method(), route.path(), route.operation(), who(route.access())))
            .collect(Collectors.joining("\n", ROLES_HEAD, "\n"));
    KeptPage.assertKept("routes.md", rows, OpenApiDocumentTest.class);
  }

  private static String who(Admission access) {
    if (access.roles().isEmpty()) {
      return "anyone";
    }
    String roles =
        access.roles().stream()
            .sorted()
            .map(role -> "`" + role + "`")
            .collect(Collectors.joining(", "));
    return roles
        + (access.plainUsers() ? ", plain users" : "")
        + (access.isFresh() ? "; [fresh](../administer/signing-in.md#a-fresh-sign-in)" : "");
  }

  @Test
  @DisplayName("Every route has its own words, its own id, and a shape")
  void words() {
    assertThat(server.routes()).extracting(route -> route.operation()).doesNotHaveDuplicates();
    assertThat(server.routes()).extracting(Operations::id).doesNotHaveDuplicates();
    assertThat(server.routes())
        .allSatisfy(
            route -> {
              assertThat(route.operation()).matches("[A-Z][^/]+");
              Shape shape = route.handler().shape();
              assertThat(shape.answers()).as(route.operation()).isNotEmpty();
              if (shape.body().isPresent()) {
                assertThat(route.maxBodyBytes()).as(route.operation()).isPositive();
              }
            });
  }

  @Test
  @DisplayName("Anyone gets the document, with the headers of every answer")
  void served() throws Exception {
    try (HttpClient http = HttpClient.newBuilder().sslContext(server.clientTls()).build()) {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(server.apiUri() + "/openapi.json")).build(),
              BodyHandlers.ofByteArray());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(new String(answer.body(), UTF_8)).isEqualTo(Files.readString(KEPT));
    }
  }
}
