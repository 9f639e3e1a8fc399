package dev.freehold.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.stores.DataFolder;
import dev.freehold.web.tls.LocalAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The bundle of a joining node")
class NodeBundleTest {

  private static final UUID ID = UUID.randomUUID();

  @TempDir private Path folder;

  private final NodeKeys keys = new NodeKeys();

  private Path service() throws IOException {
    Path data = Files.createDirectories(folder.resolve("service"));
    Files.createDirectories(data.resolve("tls"));
    Files.writeString(data.resolve("service-master.key"), "master");
    Files.writeString(data.resolve("operator.json"), "{}");
    Files.writeString(data.resolve("tls/ca.key"), "key");
    Files.writeString(data.resolve("tls/ca.pem"), "certificate");
    Files.writeString(data.resolve("freehold.log"), "not for others");
    return data;
  }

  private static void assertRefused(ServerError error, ThrowingCallable call) {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(call)
        .returns(error, ServerException::error);
  }

  @Test
  @DisplayName(
      "It brings keys, authority and credential, and the id of the new node, alone readable")
  void brings() throws IOException {
    String text = NodeBundle.ofService(service()).with(ID).sealedTo(keys.request());
    Path fresh = folder.resolve("fresh");
    NodeBundle.open("$ freehold node invite b\n" + text, keys).writeInto(fresh);
    assertThat(fresh.resolve("service-master.key")).hasContent("master");
    assertThat(fresh.resolve("tls/ca.key")).hasContent("key");
    assertThat(new NodeFile(fresh).read()).contains(ID);
    assertThat(Files.getPosixFilePermissions(fresh.resolve("service-master.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(fresh))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    try (var files = Files.list(fresh)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("service-master.key", "operator.json", "tls", "node.json");
    }
  }

  @Test
  @DisplayName("It brings an authority that is to come as well, so that nodes do not each make one")
  void secondAuthority() throws IOException {
    Path data = service();
    for (String file : List.of("tls/ca.key", "tls/ca.pem")) {
      Files.delete(data.resolve(file));
    }
    Clock clock = Clock.systemUTC();
    LocalAuthority.open(data.resolve("tls"), List.of("localhost"), clock);
    List<String> names = List.of("localhost", "freehold.example");
    LocalAuthority first = LocalAuthority.open(data.resolve("tls"), names, clock);
    Path fresh = folder.resolve("fresh");
    NodeBundle.open(NodeBundle.ofService(data).with(ID).sealedTo(keys.request()), keys)
        .writeInto(fresh);
    LocalAuthority second = LocalAuthority.open(fresh.resolve("tls"), names, clock);
    assertThat(second.certificatePem()).isEqualTo(first.certificatePem());
    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(second.goesOverAt()).isPresent().isEqualTo(first.goesOverAt());
  }

  @Test
  @DisplayName("Nobody else opens it, and nothing of it is in clear")
  void sealed() throws IOException {
    String text = NodeBundle.ofService(service()).with(ID).sealedTo(keys.request());
    assertThat(text).doesNotContain("master");
    assertRefused(ServerError.INPUT_INVALID, () -> NodeBundle.open(text, new NodeKeys()));
  }

  @Test
  @DisplayName("A damaged or shortened bundle is refused")
  void damaged() throws IOException {
    String text = NodeBundle.ofService(service()).with(ID).sealedTo(keys.request());
    int middle = text.length() / 2;
    char other = text.charAt(middle) == 'A' ? 'B' : 'A';
    String changed = text.substring(0, middle) + other + text.substring(middle + 1);
    assertRefused(ServerError.INPUT_INVALID, () -> NodeBundle.open(changed, keys));
    assertRefused(
        ServerError.INPUT_INVALID, () -> NodeBundle.open(text.substring(0, middle), keys));
    assertRefused(ServerError.INPUT_INVALID, () -> NodeBundle.open("", keys));
  }

  @Test
  @DisplayName("A bundle writes no other files than a node needs")
  void otherFiles() {
    String text =
        new NodeBundle(Map.of("../escaped", "x".getBytes(StandardCharsets.US_ASCII)))
            .sealedTo(keys.request());
    assertRefused(ServerError.INPUT_INVALID, () -> NodeBundle.open(text, keys));
  }

  @Test
  @DisplayName("A data folder with something in it stays as it is")
  void notEmpty() throws IOException {
    NodeBundle bundle = NodeBundle.ofService(service()).with(ID);
    assertRefused(
        ServerError.DATA_FOLDER_NOT_EMPTY, () -> bundle.writeInto(folder.resolve("service")));
    assertThat(new NodeFile(folder.resolve("service")).read()).isEmpty();
  }

  @Test
  @DisplayName("A folder without a master key gives no bundle")
  void noMasterKey() {
    assertRefused(ServerError.DATA_FOLDER_UNUSABLE, () -> NodeBundle.ofService(folder));
  }

  @Test
  @DisplayName("A folder that a crash left half made is taken by no server")
  void crash() throws IOException {
    Path fresh = folder.resolve("fresh");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                DataFolder.fill(
                    fresh,
                    () -> {
                      throw new AssertionError("killed");
                    }));
    assertRefused(ServerError.DATA_FOLDER_UNUSABLE, () -> DataFolder.take(fresh));
    Path whole = folder.resolve("whole");
    NodeBundle.ofService(service()).with(ID).writeInto(whole);
    DataFolder.take(whole).close();
  }

  @Test
  @DisplayName("The marks of many vault keys are brought too")
  void manyMarks() throws IOException {
    byte[] marks = new byte[8 << 20];
    Path vaults = Files.createDirectories(folder.resolve("vaults"));
    Files.write(vaults.resolve("seal-marks"), marks);
    String text = NodeBundle.ofVaults(vaults).sealedTo(keys.request());
    Path fresh = folder.resolve("fresh");
    NodeBundle.open(text, keys).writeInto(fresh);
    assertThat(fresh.resolve("seal-marks")).hasBinaryContent(marks);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{\"id\":null}", "", "{\"id\":\"x\"}"})
  @DisplayName("A damaged file of a node is no new node")
  void damagedFile(String content) throws IOException {
    Path file = folder.resolve(NodeFile.NAME);
    Files.writeString(file, content);
    assertRefused(ServerError.DATA_FOLDER_UNUSABLE, () -> new NodeFile(folder).read());
  }

  @Test
  @DisplayName("A request with a key that agrees with none is refused before a bundle is made")
  void weakKey() {
    assertRefused(
        ServerError.INPUT_INVALID, () -> NodeKeys.requireRequest("fhnode1." + "A".repeat(43)));
    String zeros = Base64.getEncoder().encodeToString(new byte[64]);
    assertRefused(
        ServerError.INPUT_INVALID,
        () ->
            NodeBundle.open(
                "-----BEGIN FREEHOLD NODE-----\n%s\n%s".formatted(zeros, NodeBundle.END), keys));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "fhnode1.", "fhnode1.AAAA", "fhnode2.AAAA", "fhnode1.%%%%"})
  @DisplayName("What is no request is refused")
  void requests(String request) {
    assertRefused(ServerError.INPUT_INVALID, () -> NodeKeys.requireRequest(request));
  }
}
