package dev.freehold.ledger.tree;

/**
 * Provides the hashes of a log's tree from a database, from tiles in files, or from a list in
 * memory. It is asked for complete subtrees only. These never change, so any answer stays true as
 * the log grows.
 */
public interface HashSource {

  /** The highest level that is asked for: a log has fewer than 2^62 leaves. */
  int MAX_LEVEL = 61;

  /**
   * The root of the complete subtree of {@code 2^level} leaves that begins at leaf {@code index *
   * 2^level}.
   *
   * @param level 0 for a leaf's own hash, to {@value #MAX_LEVEL}
   * @param index which of the subtrees of that level, from 0
   * @throws IllegalArgumentException if the log does not hold all of those leaves
   */
  MerkleHash subtree(int level, long index);
}
