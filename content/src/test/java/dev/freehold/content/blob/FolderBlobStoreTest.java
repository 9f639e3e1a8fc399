package dev.freehold.content.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.crypto.CryptoSuite;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on a local folder, and what only a folder can get wrong. */
class FolderBlobStoreTest extends BlobStoreContract {

  private static final String IDENTITY = "0123456789abcdef0123456789abcdef";

  @TempDir Path temporary;

  @Override
  protected BlobStore openEmpty() {
    return new FaultyDisk().openStore(folder());
  }

  private Path folder() {
    return temporary.resolve("blobs");
  }

  @Nested
  @DisplayName("In the folder")
  class InTheFolder {

    @ParameterizedTest
    @ValueSource(ints = {1, 66 << 10, (66 << 10) + 1})
    @DisplayName("a blob is read at any position, even after it was deleted, until it is closed")
    void readsUntilClosed(int length) throws IOException {
      BlobStore blobs = openEmpty();
      byte[] bytes = Blobs.bytes(1, length);
      BlobName name = Blobs.put(blobs, bytes);
      BlobSource source = blobs.open(name);
      blobs.delete(name);
      assertThat(source.length()).isEqualTo(length);
      assertThat(Blobs.read(source, length - 1, 1)).containsExactly(bytes[length - 1]);
      assertThat(Blobs.read(source, 0, length)).isEqualTo(bytes);
      assertThatThrownBy(() -> Blobs.read(source, length, 1)).isInstanceOf(EOFException.class);
      source.close();
      assertThatThrownBy(() -> Blobs.read(source, 0, 1)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    @DisplayName("every file is its owner's alone")
    void modes() throws IOException {
      BlobStore blobs = openEmpty();
      Blobs.put(blobs, new byte[10]);
      Blobs.put(blobs, BlobName.bundledPolicy(UUID.randomUUID(), UUID.randomUUID()), new byte[1]);
      try (Stream<Path> all = Files.walk(folder())) {
        assertThat(all)
            .allSatisfy(
                path ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
      }
    }

    @Test
    @DisplayName("a symbolic link in place of a folder or a blob is not followed")
    void links() throws IOException {
      BlobStore blobs = openEmpty();
      BlobName name = Blobs.put(blobs, new byte[10]);
      Path file = folder().resolve(name.path());
      Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
      Path target = elsewhere.resolve(file.getFileName().toString());
      Files.move(file, target);
      Files.createSymbolicLink(file, target);
      assertThatThrownBy(() -> blobs.open(name)).isInstanceOf(ContentException.class);

      Files.delete(file);
      Files.delete(file.getParent());
      Files.createSymbolicLink(file.getParent(), elsewhere);
      assertCode(ContentError.STORE_DENIED, () -> openEmpty().open(name));
      assertCode(ContentError.STORE_DENIED, () -> blobs.delete(name));
      assertThatThrownBy(() -> Blobs.put(blobs, name, new byte[1]))
          .isInstanceOf(ContentException.class);
      assertThat(target).hasSize(10);
    }

    @Test
    @DisplayName("a folder that becomes a symbolic link under a reader is refused a moment later")
    void lateLink() throws IOException {
      AtomicLong nanos = new AtomicLong();
      BlobStore blobs = new FaultyDisk().openStore(folder(), nanos::get);
      BlobName name = Blobs.put(blobs, new byte[10]);
      blobs.open(name).close();
      Path real = folder().resolve(name.path()).getParent();
      Path moved = temporary.resolve("moved");
      Files.move(real, moved);
      Files.createSymbolicLink(real, moved);

      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(ContentLimits.FOLDER_RECHECK_MILLIS) - 1);
      blobs.open(name).close();
      assertCode(ContentError.STORE_DENIED, () -> blobs.delete(name));
      nanos.incrementAndGet();
      assertCode(ContentError.STORE_DENIED, () -> blobs.open(name));
    }

    @Test
    @DisplayName("files that are not blobs are skipped and left alone")
    void strangers() throws IOException {
      BlobStore blobs = openEmpty();
      BlobName name = Blobs.put(blobs, new byte[10]);
      Path stranger = folder().resolve(name.path()).resolveSibling("lost+found.txt");
      Files.writeString(stranger, "mine");
      assertThat(Blobs.list(blobs, BlobArea.OBJECTS))
          .extracting(BlobEntry::name)
          .containsExactly(name);
      assertThat(stranger).exists();
    }

    @Test
    @DisplayName(
        "if the folder is gone, as when its disk is not mounted, no blob counts as missing or"
            + " deleted, and none is listed")
    void notMounted() throws IOException {
      BlobStore blobs = openEmpty();
      BlobName name = Blobs.put(blobs, new byte[10]);
      Path aside = temporary.resolve("aside");
      Files.move(folder(), aside);
      Files.createDirectory(folder());
      assertCode(ContentError.STORE_FAILED, () -> blobs.open(name));
      assertCode(ContentError.STORE_FAILED, () -> Blobs.put(blobs, new byte[1]));
      assertCode(ContentError.STORE_FAILED, () -> blobs.delete(name));
      assertCode(ContentError.STORE_FAILED, () -> Blobs.list(blobs, BlobArea.OBJECTS));
      Files.delete(folder());
      Files.move(aside, folder());
      assertThat(Blobs.get(blobs, name)).hasSize(10);
    }

    @Test
    @DisplayName(
        "if the store is known, nothing is read from an empty mount point or another store's"
            + " folder or written to it, and all goes on once the right disk is mounted")
    void notMountedAtTheStart() throws IOException {
      BlobStore first = openEmpty();
      Blobs.put(first, BlobName.IDENTITY, IDENTITY.getBytes(StandardCharsets.US_ASCII));
      BlobName name = Blobs.put(first, new byte[10]);
      Path aside = Files.move(folder(), temporary.resolve("aside"));

      BlobStore known = openKnown(folder());
      assertRefusesAll(known, name);
      assertThat(folder()).doesNotExist();
      Files.createDirectory(folder());
      assertRefusesAll(known, name);
      assertThat(folder()).isEmptyDirectory();
      for (String other : List.of("", IDENTITY.replace('a', 'b'), IDENTITY + "0")) {
        Files.writeString(folder().resolve("identity"), other);
        assertRefusesAll(known, name);
        assertThat(names(folder())).containsExactly("identity");
      }
      Files.delete(folder().resolve("identity"));
      Files.delete(folder());

      Files.move(aside, folder());
      assertThat(Blobs.get(known, name)).hasSize(10);
      known.probe();
      Blobs.put(known, new byte[1]);
    }

    @Test
    @DisplayName(
        "if the disk is unmounted while the store runs, an old folder on the mount point does not"
            + " stand in for it")
    void unmounted() throws IOException {
      BlobStore first = openEmpty();
      Blobs.put(first, BlobName.IDENTITY, IDENTITY.getBytes(StandardCharsets.US_ASCII));
      BlobStore known = openKnown(folder());
      BlobName name = Blobs.put(known, new byte[10]);
      Path disk = Files.move(folder(), temporary.resolve("disk"));
      Path left = Files.createDirectories(folder().resolve("tmp").resolve("left")).getParent();
      assertRefusesAll(known, name);
      assertRefusesAll(first, name);
      assertThat(names(folder())).containsExactly("tmp");
      assertThat(names(left)).containsExactly("left");

      Files.move(folder(), temporary.resolve("mount point"));
      Files.move(disk, folder());
      assertThat(Blobs.get(known, name)).hasSize(10);
      Blobs.put(known, new byte[1]);
    }

    @Test
    @DisplayName("if the store is known, it works with a link to a disk that is mounted later")
    void linkToDisk() throws IOException {
      Path disk = temporary.resolve("disk");
      Files.createSymbolicLink(temporary.resolve("link"), Path.of("disk"));
      Path folder = temporary.resolve("linked");
      Files.createSymbolicLink(folder, Path.of("link"));
      BlobStore known = openKnown(folder);
      assertCode(ContentError.STORE_FAILED, known::probe);
      Files.createDirectory(disk);
      Files.writeString(disk.resolve("identity"), IDENTITY);
      assertThat(Blobs.get(known, Blobs.put(known, new byte[10]))).hasSize(10);
    }

    private BlobStore openKnown(Path folder) {
      return FolderBlobStore.openKnown(
          folder, IDENTITY, CryptoSuite.select(CryptoSuite.Choice.JDK).random());
    }

    private void assertRefusesAll(BlobStore blobs, BlobName name) {
      assertCode(ContentError.STORE_FAILED, () -> blobs.open(name));
      assertCode(ContentError.STORE_FAILED, () -> Blobs.put(blobs, new byte[1]));
      assertCode(ContentError.STORE_FAILED, () -> blobs.delete(name));
      assertCode(ContentError.STORE_FAILED, () -> Blobs.list(blobs, BlobArea.OBJECTS));
      assertCode(ContentError.STORE_FAILED, () -> blobs.discardAbandoned(Instant.now(), 1));
      assertCode(ContentError.STORE_FAILED, blobs::probe);
    }

    @Test
    @DisplayName("what a crashed process was writing is removed once it is old enough")
    void leftovers() throws IOException {
      BlobStore crashed = openEmpty();
      BlobWriter lost = crashed.create(BlobName.object(UUID.randomUUID()), 100);
      lost.stream().write(new byte[50]);
      BlobStore next = openEmpty();
      assertThat(next.discardAbandoned(Instant.now().minusSeconds(3_600), 10)).isZero();
      assertThat(next.discardAbandoned(Instant.now().plusSeconds(60), 10)).isEqualTo(1);
      assertThat(names(folder().resolve("tmp"))).isEmpty();
      lost.close();
    }

    @Test
    @DisplayName("if the path is a file, or below a missing folder, the store does not open")
    void wrongPath() throws IOException {
      Path file = Files.writeString(temporary.resolve("file"), "");
      assertThatThrownBy(() -> new FaultyDisk().openStore(file))
          .isInstanceOf(ContentException.class);
      assertThatThrownBy(() -> new FaultyDisk().openStore(temporary.resolve("no/such")))
          .isInstanceOf(ContentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(FaultyDisk.Fault.class)
  @DisplayName(
      "fault36: whichever call fails, acknowledged blobs are whole, and no blob is ever "
          + "half-written")
  void fault36EveryCallFails(FaultyDisk.Fault fault) throws IOException {
    long failing = 0;
    boolean failed;
    do {
      failing++;
      FaultyDisk disk = new FaultyDisk();
      Path folder = temporary.resolve(fault + "-" + failing);
      BlobStore blobs = disk.openStore(folder);
      byte[] before = Blobs.bytes(1, 20_000);
      BlobName older = Blobs.put(blobs, before);
      byte[] bytes = Blobs.bytes(2, 100_000);
      BlobName name = BlobName.object(UUID.randomUUID());

      disk.failCall(failing, fault);
      boolean acknowledged = tryToPut(blobs, name, bytes);
      failed = disk.failed();
      disk.heal();

      assertThat(acknowledged || failed).isTrue();
      BlobStore reopened = new FaultyDisk().openStore(folder);
      assertThat(Blobs.get(reopened, older)).isEqualTo(before);
      List<BlobName> visible =
          Blobs.list(reopened, BlobArea.OBJECTS).stream().map(BlobEntry::name).toList();
      if (acknowledged) {
        assertThat(visible).contains(name);
      }
      if (visible.contains(name)) {
        assertThat(Blobs.get(reopened, name)).isEqualTo(bytes);
      }
      reopened.discardAbandoned(Instant.now().plusSeconds(60), 10);
      assertThat(names(folder.resolve("tmp"))).isEmpty();
    } while (failed);
    assertThat(failing).isGreaterThan(6);
  }

  @ParameterizedTest
  @EnumSource(FaultyDisk.Fault.class)
  @DisplayName("fault36: the code tells a full disk from a read-only and a failing one")
  void fault36Codes(FaultyDisk.Fault fault) {
    FaultyDisk disk = new FaultyDisk();
    BlobStore blobs = disk.openStore(folder());
    disk.failCall(1, fault);
    assertCode(
        switch (fault) {
          case NO_SPACE, SHORT_WRITE -> ContentError.STORE_FULL;
          case READ_ONLY -> ContentError.STORE_READ_ONLY;
          case IO_ERROR -> ContentError.STORE_FAILED;
        },
        () -> Blobs.put(blobs, new byte[1]));
  }

  private static boolean tryToPut(BlobStore blobs, BlobName name, byte[] bytes) {
    try {
      Blobs.put(blobs, name, bytes);
      return true;
    } catch (ContentException refused) {
      return false;
    }
  }

  private static List<String> names(Path folder) throws IOException {
    return BlobFolderPage.names(folder);
  }

  private static void assertCode(ContentError error, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            ContentException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
