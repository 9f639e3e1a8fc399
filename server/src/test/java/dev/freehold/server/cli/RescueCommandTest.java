package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("With the blob folder and one root key, and without server and database,")
class RescueCommandTest {

  private static final String MESSAGE = "Subject: lost\r\n\r\nand found again\r\n";

  private static final String UNCOVERED = "nobody@contoso.example";

  @TempDir Path folder;
  private Path blobs;
  private Path object;
  private Path uncovered;
  private Path availability;
  private Path masterKey;

  @BeforeEach
  void store() throws IOException {
    Path mail = Files.createDirectory(folder.resolve("mail"));
    Files.writeString(mail.resolve("message.eml"), MESSAGE);
    Path data = folder.resolve("data");
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), Map.of());
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      object = importFor(data, mail, tenant.administrator());
      tenant.client().post("/api/v1/mailboxes", Map.of("address", UNCOVERED));
      uncovered = importFor(data, mail, tenant.administrator().withMailbox(UNCOVERED));
    }
    Path before = data.resolve("blobs");
    blobs = Files.move(before, folder.resolve("blobs"));
    object = blobs.resolve(before.relativize(object));
    uncovered = blobs.resolve(before.relativize(uncovered));
    availability = Files.move(data.resolve("availability.db"), folder.resolve("saved.db"));
    masterKey = Files.move(data.resolve("service-master.key"), folder.resolve("saved.key"));
  }

  /** Imports a message; returns the object's file. */
  private Path importFor(Path data, Path mail, Connection who) throws IOException {
    List<Path> before = objects(data);
    Path connection = folder.resolve(UUID.randomUUID() + ".json");
    who.write(connection);
    CommandRun run =
        CommandRun.of("mail", "import", mail.toString(), "--connection", connection.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return objects(data).stream().filter(file -> !before.contains(file)).findFirst().orElseThrow();
  }

  private static List<Path> objects(Path data) throws IOException {
    Path folder = data.resolve("blobs/objects");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  @DisplayName("an object comes out as it went in")
  void rescued() throws Exception {
    CommandRun run = rescue(pem(TestTenant.firstRoot()));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).startsWith("rescued  ");
    assertThat(folder.resolve("out.eml")).hasContent(MESSAGE);
  }

  @Test
  @DisplayName("another key opens nothing, and nothing is written")
  void wrongKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);

    CommandRun run = rescue(pem(generator.generateKeyPair()));

    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).startsWith("freehold: rescue-wrong-key: ");
    assertThat(folder.resolve("out.eml")).doesNotExist();
  }

  @Test
  @DisplayName("what no customer's policy covers comes out by the service's own keys, only read")
  void byTheServicesOwnKeys() throws Exception {
    byte[] before = Files.readAllBytes(availability);
    List<Path> files = filesBeside(availability);

    CommandRun run = rescueByService(uncovered, masterKey);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(folder.resolve("out.eml")).hasContent(MESSAGE);
    Files.delete(folder.resolve("out.eml"));
    assertThat(filesBeside(availability)).isEqualTo(files);
    assertThat(availability).hasBinaryContent(before);
    assertThat(rescueByService(object, masterKey).err()).startsWith("freehold: rescue-wrong-key: ");
    Path missing = folder.resolve("missing.key");
    assertThat(rescueByService(uncovered, missing).err())
        .startsWith("freehold: master-key-unusable: ");
    assertThat(missing).doesNotExist();
    assertThat(folder.resolve("out.eml")).doesNotExist();
  }

  private CommandRun rescueByService(Path file, Path key) {
    return rescue(
        file, "--availability-db", availability.toString(), "--master-key", key.toString());
  }

  private static List<Path> filesBeside(Path file) throws IOException {
    try (Stream<Path> files = Files.list(file.getParent())) {
      return files.sorted().toList();
    }
  }

  private CommandRun rescue(Path rootKey) {
    return rescue(object, "--root-key", rootKey.toString());
  }

  private CommandRun rescue(Path file, String... root) {
    String[] arguments = {
      "rescue",
      file.toString(),
      "--bundle",
      blobs.toString(),
      "--out",
      folder.resolve("out.eml").toString()
    };
    return CommandRun.of(
        Stream.concat(Stream.of(arguments), Stream.of(root)).toArray(String[]::new));
  }

  private Path pem(KeyPair pair) throws IOException {
    byte[] newLine = "\n".getBytes(StandardCharsets.US_ASCII);
    String base64 =
        Base64.getMimeEncoder(64, newLine).encodeToString(pair.getPrivate().getEncoded());
    return Files.writeString(
        folder.resolve("root.pem"),
        "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
  }
}
