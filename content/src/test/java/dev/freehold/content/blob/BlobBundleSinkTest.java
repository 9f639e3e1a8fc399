package dev.freehold.content.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.bundles.BundleCopy;
import dev.freehold.custody.bundles.BundlePart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Copies of a part of a bundle")
class BlobBundleSinkTest {

  private static final String MARK_A = "a".repeat(16);
  private static final String MARK_B = "b".repeat(16);
  private static final UUID TENANT = UUID.randomUUID();
  private static final UUID ID = UUID.fromString("4f000000-0000-4000-8000-000000000001");
  private static final UUID NEIGHBOUR = UUID.fromString("4f000000-0000-4000-8000-000000000002");

  @TempDir private Path folder;
  private BlobStore blobs;
  private BlobBundleSink sink;

  @BeforeEach
  void open() {
    blobs = FolderBlobStore.open(folder, CryptoSuite.select(CryptoSuite.Choice.AUTO).random());
    sink = new BlobBundleSink(blobs);
  }

  private static BundleCopy copy(BundlePart.Kind kind, UUID id, long revision, String mark) {
    return new BundleCopy(new BundlePart(TENANT, kind, id), revision, mark);
  }

  private void write(BundleCopy copy) {
    sink.write(copy, "{}".getBytes(StandardCharsets.UTF_8));
  }

  private List<String> endings() {
    return Blobs.list(blobs, BlobArea.bundleOf(TENANT)).stream()
        .map(entry -> entry.name().path())
        .map(path -> path.substring(path.indexOf("/4f/") + 4))
        .map(name -> name.replace(ID.toString(), "id").replace(NEIGHBOUR.toString(), "next"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(BundlePart.Kind.class)
  @DisplayName("are kept side by side; naming the valid copy deletes the ones that it supersedes")
  void olderOnesGo(BundlePart.Kind kind) {
    write(copy(kind, ID, 9, MARK_A));
    write(copy(kind, ID, 10, MARK_A));
    write(copy(kind, ID, 10, MARK_B));
    write(copy(kind, ID, 11, MARK_A));
    write(copy(kind, NEIGHBOUR, 1, MARK_A));
    assertThat(endings()).hasSize(5);
    sink.deleteOlder(copy(kind, ID, 10, MARK_B));
    assertThat(endings())
        .containsExactlyInAnyOrder("id.10." + MARK_B, "id.11." + MARK_A, "next.1." + MARK_A);
  }

  @Test
  @DisplayName("are not deleted if the copy that supersedes them is missing")
  void nothingGoesForWhatIsNotThere() {
    BundlePart.Kind kind = BundlePart.Kind.OWNER_KEY;
    Blobs.put(blobs, BlobName.bundledKey(TENANT, ID), new byte[1]);
    write(copy(kind, ID, 1, MARK_A));
    sink.deleteOlder(copy(kind, ID, 2, MARK_A));
    assertThat(endings()).containsExactly("id", "id.1." + MARK_A);
    // A part from before there were copies is older than any copy.
    sink.deleteOlder(copy(kind, ID, 1, MARK_A));
    assertThat(endings()).containsExactly("id.1." + MARK_A);
  }

  @ParameterizedTest
  @EnumSource(BundlePart.Kind.class)
  @DisplayName("are all deleted together with the part")
  void allGo(BundlePart.Kind kind) {
    for (int revision = 1; revision <= 40; revision++) {
      write(copy(kind, ID, revision, MARK_A));
    }
    write(copy(kind, NEIGHBOUR, 1, MARK_A));
    Blobs.put(blobs, BlobBundleSinkTest.bare(kind), new byte[1]);
    sink.delete(new BundlePart(TENANT, kind, ID));
    assertThat(endings()).containsExactly("next." + "1." + MARK_A);
    sink.delete(new BundlePart(TENANT, kind, ID));
  }

  private static BlobName bare(BundlePart.Kind kind) {
    return switch (kind) {
      case POLICY -> BlobName.bundledPolicy(TENANT, ID);
      case OWNER_KEY -> BlobName.bundledKey(TENANT, ID);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".0.aaaaaaaaaaaaaaaa",
        ".01.aaaaaaaaaaaaaaaa",
        ".1000000000000000000.aaaaaaaaaaaaaaaa",
        ".1.aaaaaaaaaaaaaaa",
        ".1.AAAAAAAAAAAAAAAA",
        ".1",
        ".1.aaaaaaaaaaaaaaaa.1"
      })
  @DisplayName("have names of one form; only parts of bundles have copies")
  void names(String ending) {
    String part = BlobName.bundledKey(TENANT, ID).path();
    assertThat(BlobName.parse(part + ending)).isEmpty();
    BlobName copy = BlobName.bundledKey(TENANT, ID).copy(BundleCopy.MAX_REVISION, MARK_A);
    assertThat(copy.id()).isEqualTo(ID);
    assertThat(copy.revision()).isEqualTo(BundleCopy.MAX_REVISION);
    assertThatThrownBy(() -> BlobName.object(ID).copy(1, MARK_A))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BlobName.bundledPack(TENANT, ID, ID).copy(1, MARK_A))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
