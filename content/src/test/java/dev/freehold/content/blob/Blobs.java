package dev.freehold.content.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Short ways for tests to write, read and list blobs. */
public final class Blobs {

  private Blobs() {}

  /** The same bytes for the same seed. */
  public static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Commits a new object's blob. */
  public static BlobName put(BlobStore blobs, byte[] bytes) {
    return put(blobs, BlobName.object(UUID.randomUUID()), bytes);
  }

  /** Commits a blob. */
  public static BlobName put(BlobStore blobs, BlobName name, byte[] bytes) {
    try (BlobWriter writer = blobs.create(name, bytes.length)) {
      writer.stream().write(bytes);
      writer.commit();
      return name;
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  /** Reads a whole blob. */
  public static byte[] get(BlobStore blobs, BlobName name) throws IOException {
    try (BlobSource source = blobs.open(name)) {
      return read(source, 0, (int) source.length());
    }
  }

  /** Reads a part of a blob. */
  public static byte[] read(BlobSource source, long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    source.readFully(position, bytes, 0, length);
    return bytes;
  }

  /** Lists an area in pages of 100. */
  public static List<BlobEntry> list(BlobStore blobs, BlobArea area) {
    return list(blobs, area, 100);
  }

  /** Lists an area in pages of {@code pageSize}. */
  public static List<BlobEntry> list(BlobStore blobs, BlobArea area, int pageSize) {
    List<BlobEntry> all = new ArrayList<>();
    Optional<BlobName> after = Optional.empty();
    do {
      BlobPage page = blobs.list(area, after, pageSize);
      all.addAll(page.entries());
      after = page.next();
    } while (after.isPresent());
    return all;
  }
}
