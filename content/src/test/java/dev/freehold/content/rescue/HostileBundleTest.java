package dev.freehold.content.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.Blobs;
import dev.freehold.crypto.Key256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that someone made up. */
class HostileBundleTest {

  private static final byte[] CONTENT = Blobs.bytes(1, 1000);

  @TempDir Path temporary;
  private LostServer server;
  private Path object;
  private Path target;

  @BeforeEach
  void loseTheServer() throws IOException {
    server = new LostServer(temporary.resolve("blobs"));
    object = server.store(CONTENT);
    target = temporary.resolve("message");
  }

  @Test
  @DisplayName("fault06: if the two roots wrap different keys, the wrong one opens nothing")
  void fault06RootsDiffer() throws IOException {
    Key256 salamander = Key256.random(LostServer.SUITE.random());
    Files.writeString(
        server.policyPartFile(),
        server.policyPart(
            List.of(
                LostServer.wrapByRoot(server.root1, server.depKey),
                LostServer.wrapByRoot(server.root2, salamander))));
    assertRefused(ContentError.RESCUE_WRONG_BUNDLE, pem(server.root2));
    new Rescue(LostServer.SUITE).rescue(object, server.folder, pem(server.root1), target);
    assertThat(target).hasBinaryContent(CONTENT);
  }

  @Test
  @DisplayName("fault07: a policy with 10,000 wrapped keys is refused before any root is asked")
  void fault07TooManyWrappedKeys() throws IOException {
    byte[] wrapped = LostServer.wrapByRoot(server.root1, server.depKey);
    for (int roots : new int[] {0, 1, 3, 100, 10_000}) {
      Files.writeString(
          server.policyPartFile(), server.policyPart(Collections.nCopies(roots, wrapped)));
      AtomicInteger asked = new AtomicInteger();
      assertRefused(
          ContentError.RESCUE_WRONG_BUNDLE,
          (keyVersionUri, wrappedKey) -> {
            asked.incrementAndGet();
            return Optional.empty();
          });
      assertThat(asked).hasValue(0);
    }
  }

  private void assertRefused(ContentError error, RootKey root) {
    assertThatThrownBy(
            () -> new Rescue(LostServer.SUITE).rescue(object, server.folder, root, target))
        .isInstanceOfSatisfying(
            ContentException.class, e -> assertThat(e.error()).isEqualTo(error));
    assertThat(target).doesNotExist();
  }

  private RootKey pem(KeyPair pair) throws IOException {
    return PemRootKey.read(LostServer.pem(temporary.resolve("root.pem"), pair), LostServer.SUITE);
  }
}
