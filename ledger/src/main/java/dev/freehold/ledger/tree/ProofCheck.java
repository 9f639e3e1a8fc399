package dev.freehold.ledger.tree;

import java.util.List;

/**
 * Checks proofs by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2. For any input the
 * answer is yes or no and takes a bounded number of hashes.
 */
public final class ProofCheck {

  private ProofCheck() {}

  /**
   * Whether {@code proof} shows that the entry with hash {@code leaf} is at {@code index} of the
   * tree of {@code size} leaves with that root.
   */
  public static boolean included(
      MerkleHash leaf, long index, long size, List<MerkleHash> proof, MerkleHash root) {
    if (index < 0 || index >= size || proof.size() > Proofs.MAX_HASHES) {
      return false;
    }
    Climb climb = new Climb(index, size - 1);
    MerkleHash hash = leaf;
    for (MerkleHash sibling : proof) {
      if (climb.atTop()) {
        return false;
      }
      hash = climb.isRight() ? MerkleHash.ofNode(sibling, hash) : MerkleHash.ofNode(hash, sibling);
      climb.up();
    }
    return climb.atTop() && hash.equals(root);
  }

  /**
   * Whether {@code proof} shows that the tree of {@code oldSize} leaves is the beginning of the one
   * of {@code newSize}. An empty tree is the beginning of any, which takes no proof; its root is
   * checked all the same.
   */
  public static boolean consistent(
      long oldSize, MerkleHash oldRoot, long newSize, MerkleHash newRoot, List<MerkleHash> proof) {
    if (oldSize < 0 || oldSize > newSize || proof.size() > Proofs.MAX_HASHES) {
      return false;
    }
    if (oldSize == newSize) {
      return proof.isEmpty() && oldRoot.equals(newRoot) && (oldSize > 0 || isEmptyTree(oldRoot));
    }
    if (oldSize == 0) {
      return proof.isEmpty() && isEmptyTree(oldRoot);
    }
    return grown(oldSize, oldRoot, newSize, newRoot, proof);
  }

  private static boolean grown(
      long oldSize, MerkleHash oldRoot, long newSize, MerkleHash newRoot, List<MerkleHash> proof) {
    boolean oldIsSubtree = Long.bitCount(oldSize) == 1;
    if (proof.isEmpty()) {
      return false;
    }
    Climb climb = new Climb(oldSize - 1, newSize - 1);
    climb.skipRights();
    MerkleHash start = oldIsSubtree ? oldRoot : proof.getFirst();
    MerkleHash old = start;
    MerkleHash grown = start;
    for (MerkleHash hash : oldIsSubtree ? proof : proof.subList(1, proof.size())) {
      if (climb.atTop()) {
        return false;
      }
      if (climb.isRight()) {
        old = MerkleHash.ofNode(hash, old);
        grown = MerkleHash.ofNode(hash, grown);
      } else {
        grown = MerkleHash.ofNode(grown, hash);
      }
      climb.up();
    }
    return climb.atTop() && old.equals(oldRoot) && grown.equals(newRoot);
  }

  private static boolean isEmptyTree(MerkleHash root) {
    return root.equals(MerkleHash.ofEmptyTree());
  }

  /** The way from a node to the root, past levels at which the node has no sibling. */
  private static final class Climb {

    private long node;
    private long last;

    Climb(long node, long last) {
      this.node = node;
      this.last = last;
    }

    boolean atTop() {
      return last == 0;
    }

    /** Whether the node's next sibling is on its left; the last node's always is. */
    boolean isRight() {
      return (node & 1) == 1 || node == last;
    }

    void up() {
      if (isRight()) {
        while (node != 0 && (node & 1) == 0) {
          shift();
        }
      }
      shift();
    }

    void skipRights() {
      while ((node & 1) == 1) {
        shift();
      }
    }

    private void shift() {
      node >>= 1;
      last >>= 1;
    }
  }
}
