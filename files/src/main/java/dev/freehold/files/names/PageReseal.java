package dev.freehold.files.names;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Seals the pages of a site again after its key was renewed. */
public final class PageReseal {

  private PageReseal() {}

  /**
   * Seals some pages again, in a transaction that has the whole index.
   *
   * @param from the retired key
   * @param keys hold it and the present one
   * @param max how many at most
   * @return how many were
   */
  public static int reseal(Handle tx, UUID siteId, UUID from, PageKeys keys, int max) {
    List<PageRows.Row> rows = PageRows.under(tx, siteId, from, max);
    for (PageRows.Row row : rows) {
      byte[] page = PageCodec.encode(row.open(keys));
      PageRows.update(tx, siteId, row.pageId(), keys.presentKeyId(), keys.seal(row.pageId(), page));
    }
    return rows.size();
  }

  /** How many pages are under a key. */
  public static long count(Handle tx, UUID ownerKeyId) {
    return PageRows.countUnder(tx, ownerKeyId);
  }
}
