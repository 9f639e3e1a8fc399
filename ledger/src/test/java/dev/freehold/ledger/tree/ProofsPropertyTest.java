package dev.freehold.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A proof shows one thing and nothing beside it, whatever is done to it. */
class ProofsPropertyTest {

  @Property
  void inclusionWithAnyBitChangedShowsNothing(
      @ForAll @IntRange(min = 2, max = 300) int size,
      @ForAll @IntRange(max = 299) int anyIndex,
      @ForAll @IntRange(max = 1000) int anyHash,
      @ForAll @IntRange(max = 255) int bit) {
    PlainTree tree = PlainTree.ofSize(size);
    int index = anyIndex % size;
    List<MerkleHash> proof = Proofs.inclusion(tree, index, size);

    assertThat(ProofCheck.included(tree.leaf(index), index, size, proof, tree.root(size))).isTrue();
    assertThat(
            ProofCheck.included(
                tree.leaf(index), index, size, flipped(proof, anyHash, bit), tree.root(size)))
        .isFalse();
  }

  @Property
  void consistencyWithAnyBitChangedShowsNothing(
      @ForAll @IntRange(min = 2, max = 300) int size,
      @ForAll @IntRange(max = 299) int anyOld,
      @ForAll @IntRange(max = 1000) int anyHash,
      @ForAll @IntRange(max = 255) int bit) {
    PlainTree tree = PlainTree.ofSize(size);
    int old = 1 + anyOld % (size - 1);
    List<MerkleHash> proof = Proofs.consistency(tree, old, size);

    assertThat(ProofCheck.consistent(old, tree.root(old), size, tree.root(size), proof)).isTrue();
    assertThat(
            ProofCheck.consistent(
                old, tree.root(old), size, tree.root(size), flipped(proof, anyHash, bit)))
        .isFalse();
  }

  @Property
  void proofsThatAreShorterOrLongerShowNothing(
      @ForAll @IntRange(min = 2, max = 300) int size, @ForAll @IntRange(max = 299) int any) {
    PlainTree tree = PlainTree.ofSize(size);
    int index = any % size;
    int old = 1 + any % (size - 1);
    List<MerkleHash> inclusion = Proofs.inclusion(tree, index, size);
    List<MerkleHash> consistency = Proofs.consistency(tree, old, size);

    for (List<MerkleHash> wrong : List.of(shorter(inclusion), longer(inclusion))) {
      assertThat(ProofCheck.included(tree.leaf(index), index, size, wrong, tree.root(size)))
          .isFalse();
    }
    for (List<MerkleHash> wrong : List.of(shorter(consistency), longer(consistency))) {
      assertThat(ProofCheck.consistent(old, tree.root(old), size, tree.root(size), wrong))
          .isFalse();
    }
  }

  @Property
  void aTreeThatDiffersInOneOldEntryIsNotConsistent(
      @ForAll @IntRange(min = 2, max = 200) int size,
      @ForAll @IntRange(max = 199) int anyOld,
      @ForAll @IntRange(max = 199) int anyChanged) {
    PlainTree honest = PlainTree.ofSize(size);
    int old = 1 + anyOld % (size - 1);
    List<byte[]> entries = new ArrayList<>(honest.entries());
    entries.set(anyChanged % old, new byte[] {1});
    PlainTree forged = new PlainTree(entries);

    assertThat(
            ProofCheck.consistent(
                old,
                honest.root(old),
                size,
                forged.root(size),
                Proofs.consistency(forged, old, size)))
        .isFalse();
  }

  private static List<MerkleHash> flipped(List<MerkleHash> proof, int anyHash, int bit) {
    List<MerkleHash> changed = new ArrayList<>(proof);
    int at = anyHash % proof.size();
    byte[] bytes = proof.get(at).bytes();
    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    changed.set(at, MerkleHash.fromBytes(bytes));
    return changed;
  }

  private static List<MerkleHash> shorter(List<MerkleHash> proof) {
    return proof.subList(0, proof.size() - 1);
  }

  private static List<MerkleHash> longer(List<MerkleHash> proof) {
    List<MerkleHash> more = new ArrayList<>(proof);
    more.add(MerkleHash.ofEmptyTree());
    return more;
  }
}
