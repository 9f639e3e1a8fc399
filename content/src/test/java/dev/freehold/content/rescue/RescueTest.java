package dev.freehold.content.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.Blobs;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RescueTest {

  private static final byte[] CONTENT = Blobs.bytes(1, 200_000);

  @TempDir Path temporary;
  private LostServer server;
  private Path object;
  private Path target;
  private RootKey root1;
  private final Rescue rescue = new Rescue(LostServer.SUITE);

  @BeforeEach
  void loseTheServer() throws IOException {
    server = new LostServer(temporary.resolve("blobs"));
    object = server.store(CONTENT);
    target = Files.createDirectory(temporary.resolve("out")).resolve("message.eml");
    root1 = pem(server.root1);
  }

  @Test
  @DisplayName("Either root key opens an object, whichever folder of the bundle is named")
  void eitherRoot() throws IOException {
    Path bundles = server.folder.resolve("bundles");
    Path tenant = bundles.resolve(server.tenantId.toString());
    for (Path bundle : List.of(server.folder, bundles, tenant)) {
      for (RootKey root : List.of(root1, pem(server.root2))) {
        RescuedObject rescued = rescue.rescue(object, bundle, root, target);
        assertThat(rescued.tenantId()).isEqualTo(server.tenantId);
        assertThat(rescued.identity().ownerKeyId()).isEqualTo(server.ownerKeyId);
        assertThat(rescued.bytes()).isEqualTo(CONTENT.length);
        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
            .isEqualTo("rw-------");
        Files.delete(target);
      }
    }
  }

  @Test
  @DisplayName("An object's file says its ids and length without any key")
  void describes() throws IOException {
    ObjectFacts facts = Rescue.describe(object);
    assertThat(facts.identity().ownerKeyId()).isEqualTo(server.ownerKeyId);
    assertThat(BlobName.object(facts.identity().blobId()).path())
        .endsWith(object.getFileName().toString());
    assertThat(facts.blobBytes()).isEqualTo(Files.size(object));
  }

  @Nested
  @DisplayName("Nothing is written, and the code tells why, if")
  class NothingIsWritten {

    @Test
    @DisplayName("the root key is another one")
    void wrongKey() throws IOException {
      RootKey other = pem(LostServer.rsa());
      assertCode(ContentError.RESCUE_WRONG_KEY, () -> rescueWith(object, other));
    }

    @Test
    @DisplayName("the bundle is another tenant's, or there is none")
    void wrongBundle() {
      LostServer other = new LostServer(temporary.resolve("other"));
      assertCode(
          ContentError.RESCUE_WRONG_BUNDLE,
          () -> rescue.rescue(object, other.folder, root1, target));
      assertCode(
          ContentError.RESCUE_FILE_FAILED,
          () -> rescue.rescue(object, temporary.resolve("none"), root1, target));
    }

    @Test
    @DisplayName("a part of the bundle was changed")
    void changedBundle() throws IOException {
      Path part =
          server.folder.resolve(BlobName.bundledKey(server.tenantId, server.ownerKeyId).path());
      String json = Files.readString(part);
      Files.writeString(part, json.replace("\"generation\":1", "\"generation\":2"));
      assertCode(ContentError.RESCUE_WRONG_BUNDLE, () -> rescueWith(object, root1));
      Files.writeString(part, json.substring(5));
      assertCode(ContentError.RESCUE_WRONG_BUNDLE, () -> rescueWith(object, root1));
    }

    @Test
    @DisplayName("the object was cut anywhere, or one of its bytes was changed")
    void brokenObject() throws IOException {
      byte[] blob = Files.readAllBytes(object);
      Path broken = temporary.resolve("broken");
      for (int length : new int[] {36, 109, 110, 65_646, 65_647, blob.length - 1}) {
        Files.write(broken, Arrays.copyOf(blob, length));
        assertCode(ContentError.OBJECT_CORRUPT, () -> rescueWith(broken, root1));
      }
      blob[70_000] ^= 1;
      Files.write(broken, blob);
      assertCode(ContentError.OBJECT_CORRUPT, () -> rescueWith(broken, root1));
    }

    @Test
    @DisplayName("the file is not an object")
    void notAnObject() throws IOException {
      for (String text : List.of("", "FHO1", "From: alice@contoso.example\r\n".repeat(5))) {
        Path file = Files.writeString(temporary.resolve("text"), text);
        assertCode(ContentError.RESCUE_NOT_AN_OBJECT, () -> rescueWith(file, root1));
        assertCode(ContentError.RESCUE_NOT_AN_OBJECT, () -> Rescue.describe(file));
      }
      Path missing = temporary.resolve("missing");
      assertCode(ContentError.RESCUE_FILE_FAILED, () -> rescueWith(missing, root1));
      assertCode(ContentError.RESCUE_FILE_FAILED, () -> rescueWith(temporary, root1));
    }

    @Test
    @DisplayName("the target's folder is missing")
    void noFolder() {
      assertCode(
          ContentError.RESCUE_FILE_FAILED,
          () -> rescue.rescue(object, server.folder, root1, temporary.resolve("no/message")));
    }

    @Test
    @DisplayName("the root key's file holds no usable key")
    void unusableKey() throws IOException {
      for (String text :
          List.of(
              "",
              "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
              "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n")) {
        Path file = Files.writeString(temporary.resolve("key.pem"), text);
        assertCode(ContentError.RESCUE_WRONG_KEY, () -> PemRootKey.read(file, LostServer.SUITE));
      }
    }

    private void rescueWith(Path file, RootKey root) {
      rescue.rescue(file, server.folder, root, target);
    }

    private void assertCode(ContentError error, ThrowingCallable call) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              ContentException.class, e -> assertThat(e.error()).isEqualTo(error));
      assertThat(target.getParent()).isEmptyDirectory();
    }
  }

  @Test
  @DisplayName("A file that exists is not overwritten")
  void existingTarget() throws IOException {
    Files.writeString(target, "precious");
    assertThatThrownBy(() -> rescue.rescue(object, server.folder, root1, target))
        .isInstanceOfSatisfying(
            ContentException.class,
            e -> assertThat(e.error()).isEqualTo(ContentError.RESCUE_FILE_FAILED));
    assertThat(target).hasContent("precious");
  }

  @Test
  @DisplayName("A JVM without any database code on its class path can do it")
  void withoutDatabase() throws Exception {
    Path pem = LostServer.pem(temporary.resolve("root1.pem"), server.root1);
    List<String> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(
                entry -> !entry.matches("(?i).*(persistence|jdbi|jdbc|postgres|flyway|hikari).*"))
            .toList();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                String.join(File.pathSeparator, classPath),
                RescueAlone.class.getName(),
                object.toString(),
                server.folder.toString(),
                pem.toString(),
                target.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(target).hasBinaryContent(CONTENT);
  }

  private RootKey pem(KeyPair pair) throws IOException {
    return PemRootKey.read(LostServer.pem(temporary.resolve("root.pem"), pair), LostServer.SUITE);
  }
}
