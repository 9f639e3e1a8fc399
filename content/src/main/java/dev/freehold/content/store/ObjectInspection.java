package dev.freehold.content.store;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.PersistenceException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Looks at the rows of all objects, in the order of their ids, and at their blobs. Nothing of what
 * it reads leaves it. Safe for use by many threads.
 */
public final class ObjectInspection {

  private final ObjectStore objects;
  private final ObjectOpener opener;

  /** Looks at {@code objects} and the database that it is in, which also holds custody's tables. */
  public ObjectInspection(ObjectStore objects) {
    this.objects = objects;
    this.opener = objects.openerWith(objects.keys());
  }

  /**
   * Those of some objects of a tenant whose rows are from before rows were bound to blobs, in the
   * caller's transaction; {@link ObjectStore#open} binds them.
   */
  public static Set<UUID> unbound(Handle tx, UUID tenantId, Collection<UUID> objectIds) {
    return BindingRows.unbound(tx, tenantId, objectIds);
  }

  /** How many there are to look at. */
  public long count() {
    return objects.database().read(InspectedRow::count);
  }

  /**
   * Looks at some objects: whether each row is bound to its owner and its blob, whether the blob is
   * there and has the length that was sealed.
   *
   * @param after the id that the page before ended with; all zeros at first
   * @param max at least 1
   * @param readsContent whether each blob is read to its end too
   * @return the last id of the page; empty if there are no more
   */
  public Optional<UUID> page(
      UUID after, int max, boolean readsContent, Requester requester, InspectionLog log) {
    List<InspectedRow> page = objects.database().read(tx -> InspectedRow.after(tx, after, max));
    for (InspectedRow row : page) {
      inspect(row, readsContent, requester, log);
    }
    return page.isEmpty() ? Optional.empty() : Optional.of(page.getLast().row().objectId());
  }

  private void inspect(
      InspectedRow row, boolean readsContent, Requester requester, InspectionLog log) {
    String subject = "object " + row.row().objectId();
    try {
      if (row.ownerId().isEmpty()) {
        log.found(row.owner(), "object-without-owner", subject);
        log.checked(0);
      } else if (row.isKeyThere()) {
        log.checked(read(row, readsContent, requester));
        if (row.row().binding().isEmpty()) {
          log.unbound();
        }
      }
    } catch (KeyAccessException refused) {
      unless(row, () -> log.unchecked(row.owner(), refused.code(), subject));
    } catch (ContentException broken) {
      if (broken.error() == ContentError.OBJECT_CORRUPT) {
        unless(row, () -> log.found(row.owner(), broken.code(), subject));
      } else if (broken.error() != ContentError.OBJECT_NOT_FOUND) {
        log.unchecked(row.owner(), broken.code(), subject);
      }
    } catch (PersistenceException failed) {
      log.unchecked(row.owner(), failed.code(), subject);
    }
  }

  /** What changed since the page was read is whole or gone; the next run looks at it again. */
  private void unless(InspectedRow row, Runnable report) {
    boolean isAsBefore =
        objects.database().read(tx -> ObjectRows.findActive(tx, row.row().objectId())).stream()
            .anyMatch(now -> now.blobId().equals(row.row().blobId()));
    if (isAsBefore) {
      report.run();
    }
  }

  private long read(InspectedRow row, boolean readsContent, Requester requester) {
    try (ObjectReader reader = opener.inspect(row.owner(), row.row(), requester)) {
      return readsContent ? reader.stream().transferTo(OutputStream.nullOutputStream()) : 0;
    } catch (IOException impossible) {
      // An object's streams say what failed by ContentException.
      throw new UncheckedIOException(impossible);
    }
  }
}
