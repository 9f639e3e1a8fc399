package dev.freehold.files.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * One page: names in the order of their bytes, each with an id. In a leaf the id is a document's;
 * in a branch it is that of the page whose names are not before this one, and before the next.
 *
 * <p>What is before a branch's first name belongs to its first page. Never changed once made.
 */
final class NamePage {

  static final NamePage EMPTY_LEAF = new NamePage(true, List.of());

  private final boolean leaf;
  private final List<Entry> entries;

  /** Takes {@code entries} over, which nobody changes any more. */
  NamePage(boolean leaf, List<Entry> entries) {
    this.leaf = leaf;
    this.entries = Collections.unmodifiableList(entries);
  }

  boolean isLeaf() {
    return leaf;
  }

  List<Entry> entries() {
    return entries;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The place of {@code name}, or {@code -1 - place} where it would be. */
  int search(byte[] name) {
    return Collections.binarySearch(entries, new Entry(name, null));
  }

  /** The place of the child whose range has {@code name}. */
  int childPlace(byte[] name) {
    int found = search(name);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  /** This page with one more entry, or with another id for a name that it has. */
  NamePage with(byte[] name, UUID id) {
    List<Entry> changed = new ArrayList<>(entries.size() + 1);
    changed.addAll(entries);
    int found = search(name);
    if (found >= 0) {
      changed.set(found, new Entry(name, id));
    } else {
      changed.add(-1 - found, new Entry(name, id));
    }
    return new NamePage(leaf, changed);
  }

  NamePage without(int place) {
    List<Entry> changed = new ArrayList<>(entries);
    changed.remove(place);
    return new NamePage(leaf, changed);
  }

  /** Both pages as one; all names of {@code next} are after those of this. */
  NamePage joined(NamePage next) {
    List<Entry> all = new ArrayList<>(entries);
    all.addAll(next.entries);
    return new NamePage(leaf, all);
  }

  /**
   * Two pages instead of one. If the name that was added last is the last one, names come in order:
   * then the first page stays full, so that a site filled in order has no half-empty pages.
   */
  Halves split(byte[] added) {
    int last = entries.size() - 1;
    boolean inOrder = Arrays.equals(entries.get(last).name, added);
    int middle = inOrder ? last : balanced();
    return new Halves(
        new NamePage(leaf, List.copyOf(entries.subList(0, middle))),
        new NamePage(leaf, List.copyOf(entries.subList(middle, entries.size()))));
  }

  /** Where to split so that the longer half is as short as can be. */
  private int balanced() {
    int best = 1;
    int bestLength = Integer.MAX_VALUE;
    for (int middle = 1; middle < entries.size(); middle++) {
      int longer =
          Math.max(
              PageCodec.length(new NamePage(leaf, entries.subList(0, middle))),
              PageCodec.length(new NamePage(leaf, entries.subList(middle, entries.size()))));
      if (longer < bestLength) {
        bestLength = longer;
        best = middle;
      }
    }
    return best;
  }

  /** This branch after the page at {@code place} became two. */
  NamePage withSplit(int place, byte[] leftFirst, byte[] separator, UUID rightId) {
    List<Entry> changed = new ArrayList<>(entries);
    Entry left = changed.get(place);
    if (Arrays.compareUnsigned(leftFirst, left.name) < 0) {
      // What is before the first name belongs to the first page.
      changed.set(place, new Entry(leftFirst, left.id));
    }
    changed.add(place + 1, new Entry(separator, rightId));
    return new NamePage(leaf, changed);
  }

  /** This page with another first name. */
  NamePage startingAt(byte[] name) {
    List<Entry> changed = new ArrayList<>(entries);
    changed.set(0, new Entry(name, changed.getFirst().id));
    return new NamePage(leaf, changed);
  }

  /** A page's two successors. */
  record Halves(NamePage left, NamePage right) {
    byte[] separator() {
      return right.entries.getFirst().name;
    }
  }

  /** A name in UTF-8 with an id. Compares by the name alone; the array is not to be changed. */
  static final class Entry implements Comparable<Entry> {
    private final byte[] name;
    private final UUID id;

    Entry(byte[] name, UUID id) {
      this.name = name;
      this.id = id;
    }

    byte[] name() {
      return name;
    }

    UUID id() {
      return id;
    }

    @Override
    public int compareTo(Entry other) {
      return Arrays.compareUnsigned(name, other.name);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Entry entry && Arrays.equals(name, entry.name);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(name);
    }
  }
}
