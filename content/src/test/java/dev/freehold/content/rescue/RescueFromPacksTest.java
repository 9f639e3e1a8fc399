package dev.freehold.content.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.Blobs;
import dev.freehold.custody.CustodyLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An object is rescued")
class RescueFromPacksTest {

  private static final byte[] CONTENT = Blobs.bytes(1, 1000);

  @TempDir Path temporary;
  private LostServer server;
  private Path object;
  private RootKey root;

  @BeforeEach
  void loseTheServer() throws IOException {
    server = new LostServer(temporary.resolve("blobs"));
    object = server.store(CONTENT);
    root =
        PemRootKey.read(
            LostServer.pem(temporary.resolve("root.pem"), server.root1), LostServer.SUITE);
  }

  @Test
  @DisplayName("whose owner key is only in a pack, whichever folder of the bundle is named")
  void packOnly() throws IOException {
    Files.delete(server.ownerPartFile());
    server.writePack(part(UUID.randomUUID(), 9) + part(UUID.randomUUID(), 1));
    server.writePack(part(UUID.randomUUID(), 3) + part(server.ownerKeyId, 2));
    Path bundles = server.folder.resolve("bundles");
    for (Path bundle :
        List.of(server.folder, bundles, bundles.resolve(server.tenantId.toString()))) {
      assertRescued(bundle, 0);
    }
  }

  @Test
  @DisplayName("whose owner key has a part that is older than the copy in a pack, or newer")
  void newestCopyCounts() throws IOException {
    UUID gone = UUID.randomUUID();
    server.writePack(server.ownerPart(server.ownerKeyId, gone, 1));
    server.writePack(part(server.ownerKeyId, 3));
    server.writePack(server.ownerPart(server.ownerKeyId, gone, 2));
    assertRescued(server.folder, 0);
    Files.writeString(server.ownerPartFile(), server.ownerPart(server.ownerKeyId, gone, 2));
    assertRescued(server.folder, 0);
    Files.writeString(server.ownerPartFile(), part(server.ownerKeyId, 4));
    server.writePack(server.ownerPart(server.ownerKeyId, gone, 3));
    assertRescued(server.folder, 0);
  }

  @Test
  @DisplayName("though packs are damaged, which is noted")
  void damagedPacks() throws IOException {
    String whole = part(server.ownerKeyId, 2);
    Path cut = server.writePack(whole.substring(0, whole.length() / 2));
    server.writePack("noise without any key\n".repeat(10));
    Path longer = server.writePack("-");
    Files.write(longer, new byte[CustodyLimits.MAX_BUNDLE_PACK_BYTES + 1]);
    RescuedObject rescued = assertRescued(server.folder, 2);
    assertThat(rescued.notes())
        .anySatisfy(note -> assertThat(note).contains(cut.getFileName().toString()))
        .anySatisfy(note -> assertThat(note).contains(longer.getFileName().toString()));
    Files.writeString(server.ownerPartFile(), "{");
    server.writePack(whole);
    assertRescued(server.folder, 3);
  }

  @Test
  @DisplayName("not at all if every copy of its owner key is damaged, and the error says so")
  void nothingButDamage() throws IOException {
    Files.delete(server.ownerPartFile());
    String whole = part(server.ownerKeyId, 2);
    for (int i = 0; i < 30; i++) {
      server.writePack(whole.substring(0, whole.length() - 5));
    }
    assertThatThrownBy(() -> rescue(server.folder))
        .isInstanceOfSatisfying(
            ContentException.class,
            e -> assertThat(e.error()).isEqualTo(ContentError.RESCUE_WRONG_BUNDLE))
        .hasMessageContaining("was skipped")
        .hasMessageContaining("more was skipped");
  }

  private String part(UUID ownerKeyId, long revision) {
    return server.ownerPart(ownerKeyId, server.policyId, revision);
  }

  private RescuedObject assertRescued(Path bundle, int notes) throws IOException {
    RescuedObject rescued = rescue(bundle);
    assertThat(rescued.notes()).hasSize(notes);
    assertThat(target()).hasBinaryContent(CONTENT);
    Files.delete(target());
    return rescued;
  }

  private RescuedObject rescue(Path bundle) {
    return new Rescue(LostServer.SUITE).rescue(object, bundle, root, target());
  }

  private Path target() {
    return temporary.resolve("message");
  }
}
