package dev.freehold.server.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("On bad input the command says so with a code, and the rest is unharmed:")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

  private static final String GOOD = "Subject: a good one\r\n\r\nwhole and well\r\n";

  private FreeholdServer server;
  private TestTenant tenant;
  private Path data;
  private Path connection;
  private Path folder;
  private int tests;

  @BeforeAll
  void start(@TempDir Path shared) throws IOException {
    data = shared.resolve("data");
    server = TestServer.start(data, Clock.systemUTC(), Map.of());
    tenant = TestTenant.create(server, "contoso");
    connection = shared.resolve("alice.json");
    tenant.administrator().write(connection);
    folder = shared;
  }

  @AfterAll
  void stop() {
    tenant.close();
    server.close();
  }

  @BeforeEach
  void nextFolder() throws IOException {
    tests++;
    folder = Files.createDirectory(data.resolveSibling("test-" + tests));
  }

  @Test
  @DisplayName("a path that is not there")
  void wrongPath() {
    CommandRun run = importing(folder.resolve("absent"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).startsWith("freehold: import-source-not-found: ");
  }

  @Test
  @DisplayName("a file that is no mail")
  void noMail() throws IOException {
    CommandRun run = importing(Files.write(folder.resolve("image"), new byte[5_000]));

    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).startsWith("freehold: import-source-unrecognised: ");
  }

  @Test
  @DisplayName("an mbox with a broken separator")
  void brokenMbox() throws IOException {
    Path mbox =
        Files.writeString(
            folder.resolve("broken.mbox"),
            """
            From a@b.example Mon Nov 23 08:00:00 2026
            Subject: one

            first

            From a@b.example Mon Nov 2
            Subject: this is where it breaks

            second

            From a@b.example Mon Nov 23 09:00:00 2026
            Subject: three

            third
            """);

    CommandRun run = importing(mbox);

    assertThat(run.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(run.err()).contains("mbox-broken-separator");
    assertThat(run.out()).contains("imported  ").contains("failed ");
  }

  @Test
  @DisplayName("a message of 200 MB among others")
  void hugeMessage() throws IOException {
    Files.writeString(folder.resolve("good.eml"), GOOD);
    try (RandomAccessFile huge = new RandomAccessFile(folder.resolve("huge.eml").toFile(), "rw")) {
      huge.write("Subject: huge\r\n\r\n".getBytes(US_ASCII));
      huge.setLength(200_000_000);
    }

    CommandRun run = importing(folder);

    assertThat(run.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(run.err()).contains("message-too-large  huge.eml");
    assertThat(run.out()).contains("imported  1 messages");
  }

  @Test
  @DisplayName("a corrupt object in the store")
  void corruptObject() throws IOException {
    Files.writeString(folder.resolve("good.eml"), GOOD);
    assertThat(importing(folder, "--folder", "Before").exitCode()).isEqualTo(ExitCode.OK);
    List<Path> before = objects();
    Files.writeString(folder.resolve("good.eml"), GOOD + "and another line\r\n");
    assertThat(importing(folder, "--folder", "Damaged").exitCode()).isEqualTo(ExitCode.OK);
    Path added = objects().stream().filter(p -> !before.contains(p)).findFirst().orElseThrow();
    flipLastByte(added);

    CommandRun run = exporting(folder.resolve("out"));
    flipLastByte(added);

    assertThat(run.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(run.err()).contains("object-corrupt  Damaged, UID 1");
    assertThat(folder.resolve("out/Before")).isDirectoryContaining("glob:**.eml");
    assertThat(exporting(folder.resolve("again")).exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  @DisplayName("a target of an export that is there already")
  void existingTarget() {
    CommandRun run = exporting(folder);

    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).startsWith("freehold: export-target-exists: ");
  }

  @Test
  @DisplayName("a mailbox that is not there")
  void unknownMailbox() throws IOException {
    Files.writeString(folder.resolve("good.eml"), GOOD);

    CommandRun run = importing(folder, "--mailbox", "nobody@contoso.example");

    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).startsWith("freehold: mailbox-not-found: ");
  }

  @Test
  @DisplayName("a server that does not answer")
  void noServer() throws IOException {
    Files.writeString(folder.resolve("good.eml"), GOOD);
    // Bound, so that nobody can listen there.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

      CommandRun run =
          importing(folder, "--server", "https://freehold.localhost:" + bound.getLocalPort());

      assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
      assertThat(run.err()).startsWith("freehold: server-unreachable: ");
    }
  }

  @Test
  @DisplayName("a wrong client secret")
  void wrongSecret() throws IOException {
    Files.writeString(folder.resolve("good.eml"), GOOD);
    Path secret = Files.writeString(folder.resolve("secret.txt"), "wrong\n");

    CommandRun run = importing(folder, "--client-secret-file", secret.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).startsWith("freehold: invalid_client: ");
  }

  @Test
  @DisplayName("a connection file of another form")
  void wrongConnectionFile() throws IOException {
    Path file = Files.writeString(folder.resolve("connection.json"), "{\"serverr\":1}");

    CommandRun run =
        CommandRun.of("mail", "export", "--connection", file.toString(), folder + "/out");

    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).startsWith("freehold: connection-invalid: ");
  }

  @Test
  @DisplayName("a data folder that another process has")
  void dataFolderInUse() {
    CommandRun run = CommandRun.of("serve", "--data", data.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(run.err()).startsWith("freehold: data-folder-in-use: ");
  }

  @Test
  @DisplayName("a configuration with a misspelt key")
  void misspeltKey() throws IOException {
    Path file = Files.writeString(folder.resolve("freehold.yaml"), "freehold: {prot: 1}");

    CommandRun run = CommandRun.of("serve", "--config", file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).startsWith("freehold: configuration-invalid: freehold.prot ");
  }

  private CommandRun importing(Path path, String... more) {
    return command("import", path, more);
  }

  private CommandRun exporting(Path path) {
    return command("export", path);
  }

  private CommandRun command(String what, Path path, String... more) {
    Stream<String> arguments =
        Stream.concat(
            Stream.of("mail", what, path.toString(), "--connection", connection.toString()),
            Stream.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private List<Path> objects() throws IOException {
    try (Stream<Path> tree = Files.walk(data.resolve("blobs/objects"))) {
      return tree.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    }
  }

  private static void flipLastByte(Path file) throws IOException {
    try (RandomAccessFile blob = new RandomAccessFile(file.toFile(), "rw")) {
      long last = blob.length() - 1;
      blob.seek(last);
      int value = blob.read();
      blob.seek(last);
      blob.write(value ^ 1);
    }
  }
}
