package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("With the blob folder and one root key, and without server and database,")
class RescueCommandTest {

  private static final String MESSAGE = "Subject: lost\r\n\r\nand found again\r\n";

  @TempDir Path folder;
  private Path blobs;
  private Path object;

  @BeforeEach
  void store() throws IOException {
    Path mail = Files.createDirectory(folder.resolve("mail"));
    Files.writeString(mail.resolve("message.eml"), MESSAGE);
    Path data = folder.resolve("data");
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), Map.of());
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      Path connection = folder.resolve("alice.json");
      tenant.administrator().write(connection);
      CommandRun run =
          CommandRun.of("mail", "import", mail.toString(), "--connection", connection.toString());
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    }
    blobs = Files.move(data.resolve("blobs"), folder.resolve("blobs"));
    try (Stream<Path> tree = Files.walk(blobs.resolve("objects"))) {
      object = tree.filter(Files::isRegularFile).findFirst().orElseThrow();
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

  private CommandRun rescue(Path rootKey) {
    return CommandRun.of(
        "rescue",
        object.toString(),
        "--bundle",
        blobs.toString(),
        "--root-key",
        rootKey.toString(),
        "--out",
        folder.resolve("out.eml").toString());
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
