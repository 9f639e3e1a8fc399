package dev.freehold.files.names;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;

/** Moves over the names of a site in order. Call {@link #seek} before use. */
public final class NameCursor {

  private final NamePages pages;

  /** The pages from the root to the leaf, each with the place in it. */
  private final Deque<NameIndex.Step> path = new ArrayDeque<>();

  NameCursor(NamePages pages) {
    this.pages = pages;
  }

  /** Goes to the first name that is not before {@code from}. */
  public void seek(byte[] from) {
    path.clear();
    Optional<NamePage> root = pages.root();
    if (root.isPresent()) {
      descend(pages.rootId(), root.get(), from);
      skipToName();
    }
  }

  /** Goes to the first name after everything that begins with {@code prefix}. */
  public void seekPast(byte[] prefix) {
    Optional<byte[]> next = Prefixes.after(prefix);
    if (next.isPresent()) {
      seek(next.get());
    } else {
      path.clear();
    }
  }

  /** Whether it stands on a name. */
  public boolean hasName() {
    return !path.isEmpty();
  }

  /** The name that it stands on. */
  public byte[] name() {
    return entry().name().clone();
  }

  /** The document of that name. */
  public UUID documentId() {
    return entry().id();
  }

  /** Whether that name begins with {@code prefix}. */
  public boolean startsWith(byte[] prefix) {
    byte[] name = entry().name();
    return name.length >= prefix.length
        && Arrays.equals(name, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** Goes to the next name. */
  public void next() {
    advance();
    skipToName();
  }

  private NamePage.Entry entry() {
    NameIndex.Step leaf = path.getLast();
    return leaf.page().entries().get(leaf.place());
  }

  private void descend(UUID pageId, NamePage page, byte[] from) {
    if (page.isLeaf()) {
      int found = page.search(from);
      path.addLast(new NameIndex.Step(pageId, page, found >= 0 ? found : -1 - found));
      return;
    }
    int place = page.childPlace(from);
    path.addLast(new NameIndex.Step(pageId, page, place));
    UUID childId = page.entries().get(place).id();
    descend(childId, pages.get(childId), from);
  }

  private void advance() {
    NameIndex.Step step = path.removeLast();
    path.addLast(new NameIndex.Step(step.pageId(), step.page(), step.place() + 1));
  }

  /** Up past the ends of pages, and down again to the first name of the next leaf. */
  private void skipToName() {
    while (!path.isEmpty()) {
      NameIndex.Step step = path.getLast();
      if (step.place() >= step.page().entries().size()) {
        path.removeLast();
        if (!path.isEmpty()) {
          advance();
        }
      } else if (step.page().isLeaf()) {
        return;
      } else {
        UUID childId = step.page().entries().get(step.place()).id();
        path.addLast(new NameIndex.Step(childId, pages.get(childId), 0));
      }
    }
  }
}
