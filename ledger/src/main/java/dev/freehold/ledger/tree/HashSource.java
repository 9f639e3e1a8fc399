package dev.freehold.ledger.tree;

/**
 * The hashes of a tree, wherever they are stored. A source stands for a tree of one size or for one
 * that grows; a complete subtree never changes, so that both give the same proofs.
 */
@FunctionalInterface
public interface HashSource {

  /**
   * The root of the complete subtree over the {@code 2^level} leaves from {@code index * 2^level}
   * on; at level 0 the hash of leaf {@code index}. Called only for subtrees that lie within the
   * size for which a proof is made.
   *
   * @param level 0 to 62
   * @throws RuntimeException the source's own, if the hash cannot be had
   */
  MerkleHash subtree(int level, long index);
}
