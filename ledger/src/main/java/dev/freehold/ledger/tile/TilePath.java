package dev.freehold.ledger.tile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The name of a tile below {@code tile/}. A tile is a range of 256 hashes of one level or of 256
 * entries: {@code 1/x001/234} or, if the range is not full yet, {@code entries/000.p/17}.
 *
 * @param kind hashes or entries
 * @param level 0 to 7; 0 for entries
 * @param index which tile of its level
 * @param width how many hashes or entries, 1 to 256
 */
public record TilePath(Kind kind, int level, long index, int width) {

  /** Hashes or entries of a full tile. */
  public static final int FULL_WIDTH = 256;

  /** Levels that a log of fewer than 2^62 entries can have. */
  public static final int MAX_LEVEL = 7;

  private static final int BITS = 8;

  /** Five groups of three digits; no log has as many tiles. */
  private static final int MAX_GROUPS = 6;

  private static final Pattern INDEX =
      Pattern.compile(
          "((?:x[0-9]{3}/){0,%d}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?".formatted(MAX_GROUPS - 1));

  private static final Pattern LEVEL = Pattern.compile("[0-7]");
  private static final String ENTRIES = "entries";

  /** What is in a tile. */
  public enum Kind {
    /** Hashes of the tree. */
    HASHES,
    /** The entries themselves. */
    ENTRIES
  }

  /** Checks the bounds. */
  public TilePath {
    if (level < 0
        || level > MAX_LEVEL
        || (kind == Kind.ENTRIES && level != 0)
        || index < 0
        || width < 1
        || width > FULL_WIDTH) {
      throw new IllegalArgumentException("there is no such tile");
    }
  }

  /**
   * Reads the two parts of a name; empty if they name no tile.
   *
   * @param level a digit or {@code entries}
   * @param rest the groups of the index, with a width if the tile is not full
   */
  public static Optional<TilePath> parse(String level, String rest) {
    boolean areEntries = level.equals(ENTRIES);
    Matcher matcher = INDEX.matcher(rest);
    if ((!areEntries && !LEVEL.matcher(level).matches()) || !matcher.matches()) {
      return Optional.empty();
    }
    String digits = matcher.group(1).replaceAll("[x/]", "");
    int width = matcher.group(2) == null ? FULL_WIDTH : Integer.parseInt(matcher.group(2));
    boolean hasNeedlessGroup = digits.length() > 3 && digits.startsWith("000");
    if (hasNeedlessGroup || (matcher.group(2) != null && width >= FULL_WIDTH)) {
      return Optional.empty();
    }
    return Optional.of(
        new TilePath(
            areEntries ? Kind.ENTRIES : Kind.HASHES,
            areEntries ? 0 : Integer.parseInt(level),
            Long.parseLong(digits),
            width));
  }

  /**
   * Every tile that a log of {@code size} entries has, those of a level in their order. The stream
   * is lazy, because a size that somebody else claims may be huge.
   */
  public static Stream<TilePath> all(long size) {
    Stream<TilePath> all = ofLevel(Kind.ENTRIES, 0, size);
    for (int level = 0; level <= MAX_LEVEL; level++) {
      all = Stream.concat(all, ofLevel(Kind.HASHES, level, size));
    }
    return all;
  }

  private static Stream<TilePath> ofLevel(Kind kind, int level, long size) {
    long count = size >> (BITS * level);
    return LongStream.range(0, Math.ceilDiv(count, FULL_WIDTH))
        .mapToObj(
            index ->
                new TilePath(
                    kind, level, index, (int) Math.min(FULL_WIDTH, count - index * FULL_WIDTH)));
  }

  /** Whether a log of {@code size} entries has all that is in this tile. */
  public boolean isWithin(long size) {
    long count = size >> (BITS * level);
    return index <= count / FULL_WIDTH && index * FULL_WIDTH + width <= count;
  }

  /** The first leaf or hash of the level that is in it. */
  public long first() {
    return index * FULL_WIDTH;
  }

  /** The name. */
  @Override
  public String toString() {
    StringBuilder groups = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      groups.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return (kind == Kind.ENTRIES ? ENTRIES : Integer.toString(level))
        + "/"
        + groups
        + (width == FULL_WIDTH ? "" : ".p/" + width);
  }
}
