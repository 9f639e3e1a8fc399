package dev.freehold.bench.packs;

import dev.freehold.bench.ProcStat;
import dev.freehold.bench.files.Load;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.BlobWriter;
import dev.freehold.content.blob.FolderBlobStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;

/**
 * What it costs to make bytes durable, as the product does, each object in a file of its own, and
 * appended to one file with one flush for all who wait. Nothing is sealed and no database written.
 */
public final class PackBench {

  private static final int WRITERS = 16;
  private static final Path SELF = Path.of("/proc/self/stat");

  private final Path folder;
  private final int objects;

  private PackBench(Path folder, int objects) {
    this.folder = folder;
    this.objects = objects;
  }

  /** Makes one object durable. */
  @FunctionalInterface
  private interface Way {
    void keep(byte[] object) throws IOException;
  }

  /** Takes a folder, how many objects each way writes in a round, and how many rounds. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "packs");
    PackBench bench = new PackBench(folder, Integer.parseInt(arguments[1]));
    for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
      for (int bytes : new int[] {64 << 10, 4 << 10}) {
        bench.round(round, bytes);
      }
    }
  }

  private void round(int round, int bytes) throws Exception {
    String name = "round " + round + ", " + (bytes >> 10) + " KiB, ";
    Path place = folder.resolve(round + "-" + bytes);
    Files.createDirectory(place);
    BlobStore blobs = FolderBlobStore.open(place.resolve("blobs"), new SecureRandom()::nextBytes);
    for (int i = 0; i < objects; i++) { // Folders are made once.
      if (i % WRITERS == 0) {
        keep(blobs, new byte[1]);
      }
    }
    measure(name + "a file for each", bytes, object -> keep(blobs, object));
    try (SharedFile appended = SharedFile.create(place.resolve("appended"), 0)) {
      measure(name + "one file", bytes, appended::append);
    }
    try (SharedFile prepared =
        SharedFile.create(place.resolve("prepared"), (long) objects * bytes)) {
      measure(name + "one file, its length prepared", bytes, prepared::append);
    }
  }

  private static void keep(BlobStore blobs, byte[] object) throws IOException {
    try (BlobWriter writer = blobs.create(BlobName.object(UUID.randomUUID()), object.length);
        OutputStream out = writer.stream()) {
      out.write(object);
      writer.commit();
    }
  }

  @SuppressWarnings("SystemOut") // The lines are the result.
  private void measure(String name, int bytes, Way way) throws Exception {
    byte[] object = new byte[bytes];
    new Random(bytes).nextBytes(object);
    ProcStat before = ProcStat.read(SELF).orElseThrow();
    double seconds = Load.inParallel(WRITERS, objects, _ -> way.keep(object));
    ProcStat after = ProcStat.read(SELF).orElseThrow();
    System.out.printf(
        "%s: %.0f us of wall time an object, %.0f of processor time, %.0f of them in the kernel;"
            + " load %s%n",
        name,
        seconds * 1e6 / objects,
        (double) (after.micros() - before.micros()) / objects,
        (double) (after.kernelMicros() - before.kernelMicros()) / objects,
        ProcStat.load());
  }
}
