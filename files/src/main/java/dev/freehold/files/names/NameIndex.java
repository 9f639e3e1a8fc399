package dev.freehold.files.names;

import dev.freehold.persistence.Dialect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The names of a site's documents within one transaction: a B-tree in sealed pages. Names are in
 * the order of their UTF-8 bytes, as S3 lists them.
 *
 * <p>Before it changes anything, the transaction must have locked the site's row: shared for {@link
 * Hold#ONE_PAGE}, exclusively for {@link Hold#WHOLE}. It must then have checked that the site's
 * present key may still seal. For one thread.
 */
public final class NameIndex {

  private final NamePages pages;
  private final Hold hold;

  /** Opens the index of a site with its keys. */
  public NameIndex(Handle tx, Dialect dialect, UUID siteId, NamePageKeys keys, Hold hold) {
    this.pages = new NamePages(tx, dialect, siteId, keys);
    this.hold = hold;
  }

  /** How much of the index a transaction may change. */
  public enum Hold {
    /** Nothing: it reads. */
    NOTHING,
    /** The contents of pages, which it locks one by one. */
    ONE_PAGE,
    /** Everything: nobody else changes the index meanwhile. */
    WHOLE
  }

  /** The id of a name's document. */
  public Optional<UUID> find(byte[] name) {
    return path(name).flatMap(path -> find(path.getLast().page(), name));
  }

  /**
   * The same, and until the transaction ends nobody else adds, removes or locks this name.
   *
   * @throws NeedsWholeIndexException if there is no page to lock yet
   */
  public Optional<UUID> lockAndFind(byte[] name) {
    Optional<Deque<Step>> path = path(name);
    return switch (hold) {
      case NOTHING -> throw new IllegalStateException("this transaction only reads");
      case WHOLE -> path.flatMap(known -> find(known.getLast().page(), name));
      case ONE_PAGE -> {
        UUID leafId = path.orElseThrow(NeedsWholeIndexException::new).getLast().pageId();
        yield find(pages.lock(leafId), name);
      }
    };
  }

  /**
   * Adds a name that {@link #lockAndFind} did not find.
   *
   * @throws NeedsWholeIndexException if its page is full
   */
  public void add(byte[] name, UUID documentId) {
    Optional<Deque<Step>> path = path(name);
    if (path.isEmpty()) {
      requireWhole();
      pages.insert(pages.rootId(), NamePage.EMPTY_LEAF.with(name, documentId));
      return;
    }
    NamePage changed = path.get().getLast().page().with(name, documentId);
    if (PageCodec.length(changed) > NameLimits.MAX_PAGE_BYTES) {
      requireWhole();
    }
    new PageChange(pages).grow(path.get(), changed, name);
  }

  /**
   * Removes a name that {@link #lockAndFind} found.
   *
   * @throws NeedsWholeIndexException if its page would be so empty that it is joined with another
   */
  public void remove(byte[] name) {
    Deque<Step> path = path(name).orElseThrow();
    NamePage page = path.getLast().page();
    NamePage changed = page.without(page.search(name));
    if (path.size() > 1 && PageChange.becomesSmall(page, changed)) {
      requireWhole();
      new PageChange(pages).shrink(path, changed);
    } else {
      pages.update(path.getLast().pageId(), changed);
    }
  }

  /** Names from a place on, in order. */
  public NameCursor cursor() {
    return new NameCursor(pages);
  }

  private Optional<UUID> find(NamePage leaf, byte[] name) {
    int place = leaf.search(name);
    return place < 0 ? Optional.empty() : Optional.of(leaf.entries().get(place).id());
  }

  /** The pages from the root to the leaf that has the name, or would. */
  private Optional<Deque<Step>> path(byte[] name) {
    return pages.root().map(root -> path(root, name));
  }

  private Deque<Step> path(NamePage root, byte[] name) {
    Deque<Step> path = new ArrayDeque<>();
    UUID pageId = pages.rootId();
    NamePage page = root;
    while (!page.isLeaf()) {
      int place = page.childPlace(name);
      path.addLast(new Step(pageId, page, place));
      pageId = page.entries().get(place).id();
      page = pages.get(pageId);
    }
    path.addLast(new Step(pageId, page, -1));
    return path;
  }

  private void requireWhole() {
    if (hold != Hold.WHOLE) {
      throw new NeedsWholeIndexException();
    }
  }

  /** A page on the way to a name, and the place of the next one in it. */
  record Step(UUID pageId, NamePage page, int place) {}
}
