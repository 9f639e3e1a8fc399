package dev.freehold.ledger.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes the proofs of RFC 6962 sections 2.1.1 and 2.1.2 (RFC 9162 sections 2.1.3 and 2.1.4) from a
 * tree's hashes. Each takes a number of hashes that is logarithmic in the size.
 */
public final class Proofs {

  /** The most hashes that a proof has: a tree has fewer than 2^63 leaves. */
  public static final int MAX_HASHES = 63;

  private Proofs() {}

  /**
   * The root of the tree of the first {@code size} leaves.
   *
   * @throws IllegalArgumentException if {@code size} is negative
   */
  public static MerkleHash root(HashSource source, long size) {
    require(size >= 0, "a tree's size is 0 or more", size);
    return size == 0 ? MerkleHash.ofEmptyTree() : root(source, 0, size);
  }

  /**
   * What, with the leaf, leads to the root of the first {@code size} leaves: hashes of siblings,
   * the leaf's first. Empty if it is the only leaf.
   *
   * @param index the leaf's, from 0
   * @throws IllegalArgumentException unless {@code 0 <= index < size}
   */
  public static List<MerkleHash> inclusion(HashSource source, long index, long size) {
    require(index >= 0 && index < size, "a leaf's index is below the size " + size, index);
    List<MerkleHash> path = new ArrayList<>();
    addPath(path, source, index, 0, size);
    return List.copyOf(path);
  }

  /**
   * What shows that the tree of {@code oldSize} leaves is the beginning of the one of {@code
   * newSize}. Empty if they are the same, or if the old one is empty.
   *
   * @throws IllegalArgumentException unless {@code 0 <= oldSize <= newSize}
   */
  public static List<MerkleHash> consistency(HashSource source, long oldSize, long newSize) {
    require(
        oldSize >= 0 && oldSize <= newSize, "an old size is at most the new " + newSize, oldSize);
    if (oldSize == 0 || oldSize == newSize) {
      return List.of();
    }
    List<MerkleHash> proof = new ArrayList<>();
    addSubproof(proof, source, oldSize, 0, newSize, true);
    return List.copyOf(proof);
  }

  private static void addPath(
      List<MerkleHash> path, HashSource source, long index, long start, long end) {
    if (end - start == 1) {
      return;
    }
    long middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      addPath(path, source, index, start, middle);
      path.add(root(source, middle, end));
    } else {
      addPath(path, source, index, middle, end);
      path.add(root(source, start, middle));
    }
  }

  /** SUBPROOF of RFC 6962 over the leaves from start to end, of which the old tree has some. */
  private static void addSubproof(
      List<MerkleHash> proof,
      HashSource source,
      long oldSize,
      long start,
      long end,
      boolean whole) {
    if (oldSize == end) {
      if (!whole) {
        proof.add(root(source, start, end));
      }
      return;
    }
    long middle = start + largestPowerBelow(end - start);
    if (oldSize <= middle) {
      addSubproof(proof, source, oldSize, start, middle, whole);
      proof.add(root(source, middle, end));
    } else {
      addSubproof(proof, source, oldSize, middle, end, false);
      proof.add(root(source, start, middle));
    }
  }

  /** Start is a multiple of the smallest power of two that is not below the length. */
  private static MerkleHash root(HashSource source, long start, long end) {
    long length = end - start;
    if (Long.bitCount(length) == 1) {
      int level = Long.numberOfTrailingZeros(length);
      return source.subtree(level, start >> level);
    }
    long middle = start + largestPowerBelow(length);
    return MerkleHash.ofNode(root(source, start, middle), root(source, middle, end));
  }

  private static long largestPowerBelow(long length) {
    return Long.highestOneBit(length - 1);
  }

  private static void require(boolean inBounds, String expected, long got) {
    if (!inBounds) {
      throw new IllegalArgumentException(expected + ", got " + got);
    }
  }
}
