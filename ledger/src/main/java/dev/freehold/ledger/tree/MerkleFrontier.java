package dev.freehold.ledger.tree;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of an RFC 6962 Merkle tree: the roots of its complete subtrees, the largest first,
 * one for each bit set in the number of leaves. They are enough to append a leaf and to compute the
 * root, in logarithmic time and space. Immutable.
 */
public final class MerkleFrontier {

  /** The tree without leaves. */
  public static final MerkleFrontier EMPTY = new MerkleFrontier(0, List.of());

  private final long size;
  private final List<MerkleHash> subtrees;

  private MerkleFrontier(long size, List<MerkleHash> subtrees) {
    this.size = size;
    this.subtrees = subtrees;
  }

  /**
   * Reads what {@link #bytes} gave.
   *
   * @throws IllegalArgumentException if there is not one hash for each bit set in {@code size}
   */
  public static MerkleFrontier of(long size, byte[] bytes) {
    if (size < 0 || bytes.length != Long.bitCount(size) * MerkleHash.BYTES) {
      throw new IllegalArgumentException(
          "a tree of %d leaves has %d subtrees, got %d bytes"
              .formatted(size, Long.bitCount(size), bytes.length));
    }
    List<MerkleHash> subtrees = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      byte[] hash = new byte[MerkleHash.BYTES];
      buffer.get(hash);
      subtrees.add(MerkleHash.fromBytes(hash));
    }
    return new MerkleFrontier(size, subtrees);
  }

  /** The tree with further leaves. */
  public MerkleFrontier append(List<MerkleHash> leaves) {
    List<MerkleHash> grown = new ArrayList<>(subtrees);
    long newSize = size;
    for (MerkleHash leaf : leaves) {
      MerkleHash carried = leaf;
      // As in binary addition: each set low bit is a subtree that the new one completes.
      for (long bits = newSize; (bits & 1) == 1; bits >>= 1) {
        carried = MerkleHash.ofNode(grown.removeLast(), carried);
      }
      grown.add(carried);
      newSize++;
    }
    return new MerkleFrontier(newSize, grown);
  }

  /** How many leaves it has. */
  public long size() {
    return size;
  }

  /** The root over all leaves. */
  public MerkleHash root() {
    if (subtrees.isEmpty()) {
      return MerkleHash.ofEmptyTree();
    }
    MerkleHash root = subtrees.getLast();
    for (MerkleHash left : subtrees.reversed().subList(1, subtrees.size())) {
      root = MerkleHash.ofNode(left, root);
    }
    return root;
  }

  /** The bytes by which it is stored. */
  public byte[] bytes() {
    ByteBuffer buffer = ByteBuffer.allocate(subtrees.size() * MerkleHash.BYTES);
    subtrees.forEach(hash -> buffer.put(hash.bytes()));
    return buffer.array();
  }
}
