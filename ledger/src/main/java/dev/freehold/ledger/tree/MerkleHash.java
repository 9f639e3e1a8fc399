package dev.freehold.ledger.tree;

import dev.freehold.crypto.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A SHA-256 hash in the ledger's tree: of a leaf, of an inner node, or the root. A public value.
 */
public final class MerkleHash {

  /** Its length. */
  public static final int BYTES = 32;

  // RFC 6962 section 2.1: the two prefixes keep a leaf from passing as a node.
  private static final byte LEAF_PREFIX = 0;
  private static final byte NODE_PREFIX = 1;

  private final byte[] bytes;

  private MerkleHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Copies a hash from elsewhere.
   *
   * @throws IllegalArgumentException if it does not have {@value #BYTES} bytes
   */
  public static MerkleHash fromBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "a hash has %d bytes, got %d".formatted(BYTES, bytes.length));
    }
    return new MerkleHash(bytes.clone());
  }

  /** The hash of a leaf: SHA-256 of 0x00 and {@code entry}. */
  public static MerkleHash ofLeaf(byte[] entry) {
    MessageDigest digest = Sha256.digest();
    digest.update(LEAF_PREFIX);
    return new MerkleHash(digest.digest(entry));
  }

  /** The hash of a node: SHA-256 of 0x01 and its two children. */
  public static MerkleHash ofNode(MerkleHash left, MerkleHash right) {
    MessageDigest digest = Sha256.digest();
    digest.update(NODE_PREFIX);
    digest.update(left.bytes);
    return new MerkleHash(digest.digest(right.bytes));
  }

  /** What hashes of one level lead to, as many of them as a power of two. */
  public static MerkleHash ofSubtree(List<MerkleHash> hashes) {
    List<MerkleHash> level = hashes;
    while (level.size() > 1) {
      List<MerkleHash> above = new ArrayList<>(level.size() / 2);
      for (int i = 0; i < level.size(); i += 2) {
        above.add(ofNode(level.get(i), level.get(i + 1)));
      }
      level = above;
    }
    return level.getFirst();
  }

  /** The root of a tree without leaves: SHA-256 of nothing. */
  public static MerkleHash ofEmptyTree() {
    return new MerkleHash(Sha256.digest().digest());
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MerkleHash hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Lower-case hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
