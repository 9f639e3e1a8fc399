package dev.freehold.files;

import dev.freehold.files.names.NameIndex.Hold;
import dev.freehold.persistence.Dialect;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The first lock of each transaction that changes something in a site: the site's own row. */
final class SiteLock {

  private SiteLock() {}

  /**
   * Takes the lock that {@code hold} asks for.
   *
   * @throws FilesException {@code site-not-found} if the site was deleted
   */
  static void take(Handle tx, Dialect dialect, UUID siteId, Hold hold) {
    boolean exists =
        tx.createQuery("SELECT 1 FROM file_sites WHERE id = :id" + clause(dialect, hold))
            .bind("id", siteId)
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (!exists) {
      throw new FilesException(
          FilesError.SITE_NOT_FOUND, "the tenant has no such site; list its sites");
    }
  }

  private static String clause(Dialect dialect, Hold hold) {
    return switch (dialect) {
      case SQLITE -> ""; // One writer.
      case POSTGRESQL ->
          switch (hold) {
            case NOTHING -> "";
            case ONE_PAGE -> " FOR KEY SHARE";
            case WHOLE -> " FOR UPDATE";
          };
    };
  }
}
