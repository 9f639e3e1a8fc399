package dev.freehold.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofsTest {

  private static final int SIZES = 70;

  private final PlainTree tree = PlainTree.ofSize(SIZES);

  @Test
  void rootsAreThoseOfTheDefinition() {
    for (int size = 0; size <= SIZES; size++) {
      assertThat(Proofs.root(tree, size)).isEqualTo(tree.root(size));
    }
  }

  @Test
  void everyLeafOfEverySizeIsProvenAndAtNoOtherPlace() {
    for (int size = 1; size <= SIZES; size++) {
      for (int index = 0; index < size; index++) {
        List<MerkleHash> proof = Proofs.inclusion(tree, index, size);
        MerkleHash root = tree.root(size);
        assertThat(ProofCheck.included(tree.leaf(index), index, size, proof, root)).isTrue();
        int other = (index + 1) % size;
        if (other != index) {
          assertThat(ProofCheck.included(tree.leaf(index), other, size, proof, root)).isFalse();
          assertThat(ProofCheck.included(tree.leaf(other), index, size, proof, root)).isFalse();
        }
      }
    }
  }

  @Test
  void everySizeIsTheBeginningOfEveryLaterOne() {
    for (int size = 0; size <= SIZES; size++) {
      for (int old = 0; old <= size; old++) {
        List<MerkleHash> proof = Proofs.consistency(tree, old, size);
        assertThat(ProofCheck.consistent(old, tree.root(old), size, tree.root(size), proof))
            .as("%d in %d", old, size)
            .isTrue();
      }
    }
  }

  /** Proofs of the tree of RFC 6962 section 2.1.3, of seven leaves, by the names it gives nodes. */
  @Test
  void theExamplesOfTheStandardComeOutAsItWritesThem() {
    MerkleHash a = tree.leaf(0);
    MerkleHash b = tree.leaf(1);
    MerkleHash c = tree.leaf(2);
    MerkleHash d = tree.leaf(3);
    MerkleHash e = tree.leaf(4);
    MerkleHash f = tree.leaf(5);
    MerkleHash j = tree.leaf(6);
    MerkleHash g = MerkleHash.ofNode(a, b);
    MerkleHash h = MerkleHash.ofNode(c, d);
    MerkleHash i = MerkleHash.ofNode(e, f);
    MerkleHash k = MerkleHash.ofNode(g, h);
    MerkleHash l = MerkleHash.ofNode(i, j);

    assertThat(Proofs.inclusion(tree, 0, 7)).containsExactly(b, h, l);
    assertThat(Proofs.inclusion(tree, 3, 7)).containsExactly(c, g, l);
    assertThat(Proofs.inclusion(tree, 4, 7)).containsExactly(f, j, k);
    assertThat(Proofs.inclusion(tree, 6, 7)).containsExactly(i, k);
    assertThat(Proofs.consistency(tree, 3, 7)).containsExactly(c, d, g, l);
    assertThat(Proofs.consistency(tree, 4, 7)).containsExactly(l);
    assertThat(Proofs.consistency(tree, 6, 7)).containsExactly(i, j, k);
  }

  @Test
  void proofsOfTreesOfTheGreatestSizeAreBounded() {
    MerkleHash any = tree.leaf(0);
    assertThat(Proofs.inclusion((level, index) -> any, Long.MAX_VALUE - 1, Long.MAX_VALUE))
        .hasSizeLessThanOrEqualTo(Proofs.MAX_HASHES);
    assertThat(Proofs.consistency((level, index) -> any, Long.MAX_VALUE - 1, Long.MAX_VALUE))
        .hasSizeLessThanOrEqualTo(Proofs.MAX_HASHES + 1);
    List<MerkleHash> endless = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      endless.add(any);
    }
    assertThat(ProofCheck.included(any, 0, Long.MAX_VALUE, endless, any)).isFalse();
    assertThat(ProofCheck.consistent(1, any, Long.MAX_VALUE, any, endless)).isFalse();
  }

  @Test
  void whatLiesOutsideTheTreeHasNoProof() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Proofs.inclusion(tree, 5, 5))
        .withMessageContaining("below the size 5");
    assertThatIllegalArgumentException().isThrownBy(() -> Proofs.consistency(tree, 6, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> Proofs.root(tree, -1));
    assertThat(ProofCheck.included(tree.leaf(0), -1, 5, List.of(), tree.root(5))).isFalse();
    assertThat(ProofCheck.included(tree.leaf(0), 5, 5, List.of(), tree.root(5))).isFalse();
    assertThat(ProofCheck.consistent(-1, tree.root(0), 5, tree.root(5), List.of())).isFalse();
    assertThat(ProofCheck.consistent(6, tree.root(6), 5, tree.root(5), List.of())).isFalse();
  }

  @Test
  void anEmptyTreeHasOneRootOnly() {
    assertThat(ProofCheck.consistent(0, tree.root(0), 5, tree.root(5), List.of())).isTrue();
    assertThat(ProofCheck.consistent(0, tree.root(1), 5, tree.root(5), List.of())).isFalse();
    assertThat(ProofCheck.consistent(0, tree.root(1), 0, tree.root(1), List.of())).isFalse();
  }
}
