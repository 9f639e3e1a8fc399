package dev.freehold.content.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.Blobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Where crashes and lost races left copies in the bundle,")
class RescueFromCopiesTest {

  private static final byte[] CONTENT = Blobs.bytes(1, 1000);
  private static final String MARK_A = "a".repeat(16);
  private static final String MARK_B = "b".repeat(16);

  @TempDir Path temporary;
  private LostServer server;
  private Path object;

  @BeforeEach
  void loseTheServer() throws IOException {
    server = new LostServer(temporary.resolve("blobs"));
    object = server.store(CONTENT);
  }

  @Test
  @DisplayName("an older copy of the owner key opens if the newer ones do not, which is noted")
  void olderOwnerCopy() throws IOException {
    Files.delete(server.ownerPartFile());
    UUID gone = UUID.randomUUID();
    server.writeOwnerCopy(1, MARK_A, server.ownerPart(server.ownerKeyId, server.policyId, 1));
    server.writeOwnerCopy(2, MARK_B, server.ownerPart(server.ownerKeyId, gone, 2));
    RescuedObject rescued = rescue(server.root1);
    assertThat(rescued.notes())
        .singleElement()
        .asString()
        .contains("revision 2 under the policy " + gone);
  }

  @Test
  @DisplayName("of two copies of one revision either opens, in parts and in packs")
  void equalRevisions() throws IOException {
    Files.delete(server.ownerPartFile());
    UUID gone = UUID.randomUUID();
    server.writePack(server.ownerPart(server.ownerKeyId, gone, 2));
    server.writePack(server.ownerPart(server.ownerKeyId, server.policyId, 2));
    server.writePack(server.ownerPart(server.ownerKeyId, gone, 2));
    server.writeOwnerCopy(2, MARK_A, server.ownerPart(server.ownerKeyId, gone, 2));
    rescue(server.root1);
    rescue(server.root2);
  }

  @Test
  @DisplayName("every copy of the policy's part is tried, the newest first")
  void policyCopies() throws IOException {
    Files.delete(server.policyPartFile());
    KeyPair newer = LostServer.rsa();
    server.writePolicyCopy(1, MARK_A, policyPart(1, server.root1));
    server.writePolicyCopy(2, MARK_B, policyPart(2, newer));
    server.writePolicyCopy(2, MARK_A, "{");
    RescuedObject byNewer = rescue(newer);
    assertThat(byNewer.notes()).singleElement().asString().contains("2." + MARK_A);
    assertThat(rescue(server.root1).notes()).hasSize(2);
    assertThatThrownBy(() -> rescue(LostServer.rsa()))
        .isInstanceOfSatisfying(
            ContentException.class,
            e -> assertThat(e.error()).isEqualTo(ContentError.RESCUE_WRONG_KEY))
        .hasMessageContaining("revision 1 under the policy " + server.policyId)
        .hasMessageContaining("/keys/k/" + "0".repeat(32));
  }

  @Test
  @DisplayName("a root key is asked once for each wrap, however many copies need it")
  void asksOnce() throws IOException {
    for (int revision = 1; revision <= 9; revision++) {
      server.writeOwnerCopy(
          revision, MARK_A, server.ownerPart(server.ownerKeyId, server.policyId, revision));
    }
    List<String> asked = new ArrayList<>();
    assertThatThrownBy(
            () ->
                new Rescue(LostServer.SUITE)
                    .rescue(
                        object,
                        server.folder,
                        (uri, wrapped) -> {
                          asked.add(uri);
                          return Optional.empty();
                        },
                        temporary.resolve("message")))
        .isInstanceOf(ContentException.class);
    assertThat(asked).hasSize(2).doesNotHaveDuplicates();
  }

  private String policyPart(int revision, KeyPair root) {
    byte[] wrapped = LostServer.wrapByRoot(root, server.depKey);
    return server
        .policyPart(List.of(wrapped, wrapped))
        .replace("policy-key-v1", "policy-key-v2")
        .replace("\"generation\":1,", "\"generation\":1,\"revision\":" + revision + ",");
  }

  private RescuedObject rescue(KeyPair root) throws IOException {
    Path target = temporary.resolve("message");
    RootKey key =
        PemRootKey.read(LostServer.pem(temporary.resolve("root.pem"), root), LostServer.SUITE);
    RescuedObject rescued = new Rescue(LostServer.SUITE).rescue(object, server.folder, key, target);
    assertThat(target).hasBinaryContent(CONTENT);
    Files.delete(target);
    return rescued;
  }
}
