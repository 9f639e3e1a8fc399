package dev.freehold.files.names;

import dev.freehold.files.names.NameIndex.Step;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** Writes a changed page, and what that means for the pages above it and beside it. */
final class PageChange {

  private final NamePages pages;

  PageChange(NamePages pages) {
    this.pages = pages;
  }

  /** Whether a page has just become so small that it may be joined with another. */
  static boolean becomesSmall(NamePage before, NamePage after) {
    return after.isEmpty()
        || (PageCodec.length(after) < NameLimits.SMALL_PAGE_BYTES
            && PageCodec.length(before) >= NameLimits.SMALL_PAGE_BYTES);
  }

  /**
   * Writes {@code changed} in the place of the path's last page, as two pages if it is too long.
   *
   * @param added the name that was added to it
   */
  void grow(Deque<Step> path, NamePage changed, byte[] added) {
    Step step = path.removeLast();
    if (PageCodec.length(changed) <= NameLimits.MAX_PAGE_BYTES) {
      pages.update(step.pageId(), changed);
      return;
    }
    NamePage.Halves halves = changed.split(added);
    UUID rightId = UUID.randomUUID();
    pages.insert(rightId, halves.right());
    if (!path.isEmpty()) {
      pages.update(step.pageId(), halves.left());
      Step above = path.getLast();
      NamePage parent =
          above
              .page()
              .withSplit(
                  above.place(),
                  halves.left().entries().getFirst().name(),
                  halves.separator(),
                  rightId);
      grow(path, parent, halves.separator());
      return;
    }
    // The root keeps its id, so it becomes the parent of two new pages.
    UUID leftId = UUID.randomUUID();
    pages.insert(leftId, halves.left());
    pages.update(
        step.pageId(),
        new NamePage(
            false,
            List.of(
                new NamePage.Entry(new byte[0], leftId),
                new NamePage.Entry(halves.separator(), rightId))));
  }

  /** Writes {@code changed}, which became small, or joins it with a page beside it. */
  void shrink(Deque<Step> path, NamePage changed) {
    Step step = path.removeLast();
    if (path.isEmpty()) {
      pages.update(step.pageId(), changed);
      pullUp(changed);
      return;
    }
    Step parent = path.getLast();
    if (changed.isEmpty()) {
      pages.delete(step.pageId());
      afterRemoval(path, parent.page().without(parent.place()));
      return;
    }
    for (int left : List.of(parent.place() - 1, parent.place())) {
      if (left >= 0 && left + 1 < parent.page().entries().size()) {
        UUID leftId = parent.page().entries().get(left).id();
        UUID rightId = parent.page().entries().get(left + 1).id();
        NamePage right = at(rightId, step, changed);
        if (!right.isLeaf()) {
          right = right.startingAt(parent.page().entries().get(left + 1).name());
        }
        NamePage joined = at(leftId, step, changed).joined(right);
        if (PageCodec.length(joined) <= NameLimits.JOINED_PAGE_BYTES) {
          pages.update(leftId, joined);
          pages.delete(rightId);
          afterRemoval(path, parent.page().without(left + 1));
          return;
        }
      }
    }
    pages.update(step.pageId(), changed);
  }

  private NamePage at(UUID pageId, Step step, NamePage changed) {
    return pageId.equals(step.pageId()) ? changed : pages.get(pageId);
  }

  private void afterRemoval(Deque<Step> path, NamePage parent) {
    Step step = path.getLast();
    if (path.size() == 1 || becomesSmall(step.page(), parent)) {
      shrink(path, parent);
    } else {
      pages.update(step.pageId(), parent);
    }
  }

  /** A root with a single child takes its place; one without any is an empty leaf again. */
  private void pullUp(NamePage root) {
    NamePage page = root;
    while (!page.isLeaf() && page.entries().size() <= 1) {
      if (page.isEmpty()) {
        page = NamePage.EMPTY_LEAF;
      } else {
        UUID onlyId = page.entries().getFirst().id();
        page = pages.get(onlyId);
        pages.delete(onlyId);
      }
      pages.update(pages.rootId(), page);
    }
  }
}
