package dev.freehold.content.store;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Checks the rows of all objects, in the order of their ids, and their blobs. It shows nothing of
 * what it reads. Safe for use by many threads.
 */
public final class ObjectInspection {

  private final Database database;
  private final ObjectOpener opener;
  private final ObjectLookup lookup;

  /** Looks at the objects that are stored with {@code parts}. */
  public ObjectInspection(StoreParts parts) {
    this.database = parts.database();
    this.opener = new ObjectOpener(parts);
    this.lookup = new ObjectLookup(database);
  }

  /**
   * Those of {@code objectIds} of a tenant that were stored before rows were bound to blobs, in the
   * caller's transaction; {@link ObjectStore#open} binds them.
   */
  public static Set<UUID> unbound(Handle tx, UUID tenantId, Collection<UUID> objectIds) {
    return BindingRows.unbound(tx, tenantId, objectIds);
  }

  /** How many there are to look at. */
  public long count() {
    return database.read(InspectedRow::count);
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
    List<InspectedRow> page = database.read(tx -> InspectedRow.after(tx, after, max));
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
        database.read(tx -> ObjectRows.findActive(tx, row.row().objectId())).stream()
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

  /**
   * Whether there is a way to open an object, whosever it is: its key is given and the blob begins
   * as it was sealed. An empty object that opens counts as one byte that came out.
   *
   * @throws ContentException if the blob store does not say whether there is such a blob
   * @throws KeyAccessException if it could not be found out whether the key is given
   */
  public boolean opens(UUID objectId, Requester requester) {
    try (ObjectReader reader =
            lookup.openAny(objectId, row -> opener.openWhosever(row, requester));
        InputStream in = reader.stream()) {
      return in.read() >= 0 || reader.length() == 0;
    } catch (KeyAccessException refused) {
      if (isKnown(refused.reason())) {
        return false;
      }
      throw refused;
    } catch (ContentException failed) {
      if (isGone(failed.error())) {
        return false;
      }
      throw failed;
    } catch (IOException failed) {
      throw new ContentException(
          ContentError.STORE_FAILED, "a blob could not be read, so nothing is known of it", failed);
    }
  }

  /** Silence is no refusal: the key may still be given later. */
  private static boolean isKnown(KeyAccessException.Reason reason) {
    return switch (reason) {
      case NO_SUCH_KEY, REFUSED, PURGED -> true;
      case ADDRESS_REFUSED,
          DID_NOT_ANSWER,
          WRONG_ANSWER,
          AVAILABILITY_KEY_MISSING,
          NOT_AUTHENTIC,
          NOT_RECORDED,
          KEY_RENEWED ->
          false;
    };
  }

  private static boolean isGone(ContentError error) {
    return switch (error) {
      case OBJECT_NOT_FOUND, OBJECT_CORRUPT, BLOB_MISSING -> true;
      case OBJECT_TOO_LARGE,
          OBJECT_LENGTH_MISMATCH,
          OBJECT_EXPIRED,
          BLOB_TOO_LARGE,
          STORE_FULL,
          STORE_READ_ONLY,
          STORE_DENIED,
          STORE_FAILED,
          STORE_MISMATCH,
          RESCUE_NOT_AN_OBJECT,
          RESCUE_WRONG_BUNDLE,
          RESCUE_WRONG_KEY,
          RESCUE_FILE_FAILED ->
          false;
    };
  }
}
