package dev.freehold.ledger.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freehold.ledger.PlainMerkleTree;
import java.util.List;
import java.util.stream.IntStream;

/** A tree of numbered entries, each hash computed from the entries every time. */
record PlainTree(List<byte[]> entries) implements HashSource {

  static PlainTree ofSize(int size) {
    return new PlainTree(
        IntStream.range(0, size).mapToObj(i -> ("entry " + i).getBytes(US_ASCII)).toList());
  }

  MerkleHash leaf(int index) {
    return MerkleHash.ofLeaf(entries.get(index));
  }

  MerkleHash root(int size) {
    return MerkleHash.fromBytes(PlainMerkleTree.root(entries.subList(0, size)));
  }

  @Override
  public MerkleHash subtree(int level, long index) {
    int width = 1 << level;
    int start = Math.toIntExact(index * width);
    return MerkleHash.fromBytes(PlainMerkleTree.root(entries.subList(start, start + width)));
  }
}
