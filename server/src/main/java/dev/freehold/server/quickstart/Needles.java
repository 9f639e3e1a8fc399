package dev.freehold.server.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pieces of known plaintext to search for, all of one length, so that one pass with a rolling hash
 * (Rabin and Karp) finds any of them. Not thread-safe while pieces are added.
 */
final class Needles {

  /** Long enough that none occurs by chance: 24 bytes are 192 bits. */
  static final int LENGTH_BYTES = 24;

  private static final int MAX_NEEDLES = 100_000;
  private static final int MAX_PER_TEXT = 16;
  private static final int MIN_DISTINCT_BYTES = 8;
  private static final int FILTER_BITS = 1 << 16;

  private final Map<Integer, List<byte[]>> byHash = new HashMap<>();
  private final long[] filter = new long[FILTER_BITS / Long.SIZE];
  private final int maxPerText;
  private int count;

  private Needles(int maxPerText) {
    this.maxPerText = maxPerText;
  }

  /** Needles of about {@code texts} texts: up to sixteen of each, and room for some of all. */
  static Needles of(long texts) {
    long share = MAX_NEEDLES / (texts + 1);
    return new Needles(Math.clamp(share, 1, MAX_PER_TEXT));
  }

  /** Takes the starts of distinctive lines of {@code text}, at most its share. */
  void addLinesOf(byte[] text) {
    int taken = 0;
    int start = 0;
    for (int i = 0; i <= text.length && taken < maxPerText; i++) {
      if (i == text.length || text[i] == '\n') {
        if (i - start >= LENGTH_BYTES
            && add(Arrays.copyOfRange(text, start, start + LENGTH_BYTES))) {
          taken++;
        }
        start = i + 1;
      }
    }
  }

  /** Adds one piece unless it is there, too plain to say anything, or one too many. */
  boolean add(byte[] needle) {
    if (needle.length != LENGTH_BYTES || count >= MAX_NEEDLES || isPlain(needle)) {
      return false;
    }
    int hash = RollingHash.of(needle, 0);
    List<byte[]> same = byHash.computeIfAbsent(hash, h -> new ArrayList<>(1));
    if (same.stream().anyMatch(other -> Arrays.equals(other, needle))) {
      return false;
    }
    same.add(needle);
    filter[bit(hash) / Long.SIZE] |= 1L << bit(hash);
    count++;
    return true;
  }

  private static boolean isPlain(byte[] needle) {
    Set<Byte> distinct = new HashSet<>();
    for (byte b : needle) {
      distinct.add(b);
    }
    return distinct.size() < MIN_DISTINCT_BYTES;
  }

  int count() {
    return count;
  }

  /** Whether one of them stands at {@code offset}, whose hash is {@code hash}. */
  boolean isAt(byte[] data, int offset, int hash) {
    if ((filter[bit(hash) / Long.SIZE] & 1L << bit(hash)) == 0) {
      return false;
    }
    List<byte[]> candidates = byHash.get(hash);
    if (candidates == null) {
      return false;
    }
    return candidates.stream()
        .anyMatch(n -> Arrays.equals(n, 0, LENGTH_BYTES, data, offset, offset + LENGTH_BYTES));
  }

  private static int bit(int hash) {
    return (hash ^ hash >>> 16) & FILTER_BITS - 1;
  }

  /** A polynomial hash over {@link #LENGTH_BYTES} bytes that moves on in two steps. */
  static final class RollingHash {

    private static final int BASE = 0x01000193;
    private static final int LEAVING_FACTOR = power(LENGTH_BYTES - 1);

    private RollingHash() {}

    static int of(byte[] data, int offset) {
      int hash = 0;
      for (int i = 0; i < LENGTH_BYTES; i++) {
        hash = hash * BASE + data[offset + i];
      }
      return hash;
    }

    static int next(int hash, byte leaving, byte entering) {
      return (hash - leaving * LEAVING_FACTOR) * BASE + entering;
    }

    private static int power(int exponent) {
      int result = 1;
      for (int i = 0; i < exponent; i++) {
        result *= BASE;
      }
      return result;
    }
  }
}
