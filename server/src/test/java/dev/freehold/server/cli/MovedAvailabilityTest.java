package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyException;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.PostgresqlPair;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An availability database that was moved to PostgreSQL")
class MovedAvailabilityTest {

  private static final String MESSAGE = "Subject: moved\r\n\r\nand still there\r\n";
  private static final String UNCOVERED = "nobody@contoso.example";

  @TempDir private Path folder;
  private Path data;
  private Path file;
  private Path configuration;
  private PostgresqlPair pair;
  private Map<String, String> moved;

  @BeforeEach
  void serve() throws IOException {
    data = folder.resolve("data");
    file = data.resolve("availability.db");
    pair = PostgresqlPair.make(folder);
    moved = PostgresqlPair.settings("availability", pair.availability());
    configuration = folder.resolve("freehold.yaml");
    Files.writeString(
        configuration,
        """
        freehold:
          data-folder: %s
          availability:
            url: %s
            user: %s
        """
            .formatted(data, pair.availability().jdbcUrl(), pair.availability().user()));
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), Map.of());
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      tenant.client().post("/api/v1/mailboxes", Map.of("address", UNCOVERED));
      tenant.allowReading(UNCOVERED);
      tenant
          .client()
          .upload(
              "/api/v1/mailboxes/%s/messages".formatted(UNCOVERED),
              BodyPublishers.ofString(MESSAGE),
              "Content-Type",
              "message/rfc822");
    }
  }

  private CommandRun run(String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.add("--config");
    words.add(configuration.toString());
    return CommandRun.of(words.toArray(String[]::new));
  }

  private CommandRun move() {
    return run("availability", "move");
  }

  private void start(Map<String, String> settings) {
    TestServer.start(data, Clock.systemUTC(), settings).close();
  }

  @Test
  @DisplayName("is used from there, by the server and by the commands, and its file is gone")
  void moves() throws IOException {
    assertThatThrownBy(() -> start(moved))
        .isInstanceOf(ServerException.class)
        .hasMessageContainingAll(file.toString(), "freehold availability move");
    CommandRun run = move();
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains(pair.availability().shown(), "availability.db is destroyed");
    assertThat(names()).noneMatch(name -> name.startsWith("availability.db"));
    start(moved);
    assertThatThrownBy(() -> start(Map.of()))
        .as("without the setting")
        .isInstanceOf(CustodyException.class)
        .hasMessageContaining("is empty or not there");
    assertThat(move().out()).contains("; 0 rows were moved", "no availability.db left");
    CommandRun coverage = run("coverage");
    assertThat(coverage.exitCode()).as(coverage.out()).isEqualTo(ExitCode.OK);
    assertThat(coverage.out()).contains("PostgreSQL for availability keys");
    rescues();
    checksTheBackup();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.map(found -> found.getFileName().toString()).toList();
    }
  }

  private void rescues() throws IOException {
    Path object;
    try (Stream<Path> files = Files.walk(data.resolve("blobs/objects"))) {
      object = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    Path out = folder.resolve("out.eml");
    CommandRun run =
        CommandRun.of(
            "rescue",
            object.toString(),
            "--bundle",
            data.resolve("blobs").toString(),
            "--availability-db",
            pair.availability().jdbcUrl(),
            "--availability-user",
            pair.availability().user(),
            "--master-key",
            data.resolve("service-master.key").toString(),
            "--out",
            out.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(out).hasContent(MESSAGE);
  }

  private void checksTheBackup() {
    CommandRun run =
        CommandRun.of(
            "restore-check",
            data.toString(),
            "--availability",
            pair.availability().jdbcUrl(),
            "--availability-user",
            pair.availability().user());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("opens now");
  }

  @Test
  @DisplayName("is moved only while no server runs, from its own folder, to a database of its own")
  void refusals() throws IOException {
    try (FreeholdServer _ = TestServer.start(data, Clock.systemUTC(), Map.of())) {
      assertThat(move().err()).startsWith("freehold: data-folder-in-use: ");
    }
    assertThat(CommandRun.of("availability", "move", "--data", data.toString()).err())
        .startsWith("freehold: configuration-invalid: freehold.availability.url");
    assertThat(run("availability", "move", "--data", folder.resolve("none").toString()).err())
        .startsWith("freehold: data-folder-unusable: ");
    Path others = folder.resolve("others");
    TestServer.start(others, Clock.systemUTC(), moved).close();
    assertThat(move().err())
        .startsWith("freehold: input-invalid: ")
        .contains("is another service's", pair.availability().shown());
    assertThat(file).exists();
    start(Map.of());
  }

  @Test
  @DisplayName("whose file was left when the move was killed is destroyed by another")
  void leftFile() throws IOException {
    byte[] before = Files.readAllBytes(file);
    assertThat(move().exitCode()).isEqualTo(ExitCode.OK);
    Files.write(file, new byte[before.length / 2]);
    assertThatThrownBy(() -> start(moved)).isInstanceOf(ServerException.class);
    assertThat(move().exitCode()).isEqualTo(ExitCode.OK);
    assertThat(file).doesNotExist();
    start(moved);
    Files.write(file, before);
    assertThatThrownBy(() -> start(Map.of()))
        .as("with a copy of the file, without the setting")
        .isInstanceOf(CustodyException.class)
        .hasMessageContaining("is older than the database");
  }
}
