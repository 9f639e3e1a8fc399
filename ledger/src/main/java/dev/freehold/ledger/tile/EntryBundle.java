package dev.freehold.ledger.tile;

import dev.freehold.ledger.tree.MerkleHash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Encodes and decodes the bytes of tiles: entries, each after its length, or hashes. */
public final class EntryBundle {

  /** The longest entry that has a place in a bundle. */
  public static final int MAX_ENTRY_BYTES = 0xffff;

  /** The largest bundle. */
  public static final int MAX_BYTES = TilePath.FULL_WIDTH * (Short.BYTES + MAX_ENTRY_BYTES);

  private EntryBundle() {}

  /**
   * Writes entries.
   *
   * @throws IllegalArgumentException if one is longer than {@link #MAX_ENTRY_BYTES}
   */
  public static byte[] write(List<byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY_BYTES) {
        throw new IllegalArgumentException(
            "an entry has at most %d bytes, got %d".formatted(MAX_ENTRY_BYTES, entry.length));
      }
      out.write(entry.length >> Byte.SIZE);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  /**
   * Reads as many entries as should be there.
   *
   * @throws IllegalArgumentException if there are fewer or more
   */
  public static List<byte[]> read(byte[] bundle, int count) {
    ByteBuffer rest = ByteBuffer.wrap(bundle);
    List<byte[]> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = rest.remaining() < Short.BYTES ? -1 : Short.toUnsignedInt(rest.getShort());
      if (length < 0 || length > rest.remaining()) {
        throw new IllegalArgumentException(
            "%d entries are expected, and there are %d".formatted(count, i));
      }
      byte[] entry = new byte[length];
      rest.get(entry);
      entries.add(entry);
    }
    if (rest.hasRemaining()) {
      throw new IllegalArgumentException("there is more than the %d entries".formatted(count));
    }
    return entries;
  }

  /**
   * Reads as many hashes as should be there.
   *
   * @throws IllegalArgumentException if there are fewer or more
   */
  public static List<MerkleHash> readHashes(byte[] tile, int count) {
    if (tile.length != count * MerkleHash.BYTES) {
      throw new IllegalArgumentException(
          "%d hashes are expected, and there are %d bytes".formatted(count, tile.length));
    }
    List<MerkleHash> hashes = new ArrayList<>(count);
    ByteBuffer rest = ByteBuffer.wrap(tile);
    for (int i = 0; i < count; i++) {
      byte[] hash = new byte[MerkleHash.BYTES];
      rest.get(hash);
      hashes.add(MerkleHash.fromBytes(hash));
    }
    return hashes;
  }
}
