package dev.freehold.files.names;

import dev.freehold.crypto.CryptoException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sealed pages of a site as rows. */
public final class SitePages {

  private static final Logger LOG = LoggerFactory.getLogger(SitePages.class);

  private SitePages() {}

  /**
   * Seals some pages again, in a transaction that has the whole index.
   *
   * @param from the retired key
   * @param keys hold it and the present one
   * @param max how many at most
   * @return how many were
   */
  public static int reseal(Handle tx, UUID siteId, UUID from, NamePageKeys keys, int max) {
    List<NamePageRows.Row> rows = NamePageRows.under(tx, siteId, from, max);
    for (NamePageRows.Row row : rows) {
      NamePageRows.update(tx, siteId, row.pageId(), keys.presentKeyId(), resealed(row, keys));
    }
    return rows.size();
  }

  /** What does not open is lost under either key; it moves as it is. */
  private static byte[] resealed(NamePageRows.Row row, NamePageKeys keys) {
    try {
      return keys.seal(row.pageId(), PageCodec.encode(row.open(keys)));
    } catch (CryptoException damaged) {
      LOG.warn("page {} of names does not open: {}", row.pageId(), damaged.getMessage());
      return row.sealed();
    }
  }

  /** Removes the index of a site without documents. */
  public static void deleteAll(Handle tx, UUID siteId) {
    NamePageRows.deleteAll(tx, siteId);
  }

  /** Whether any page is under a key. */
  public static boolean any(Handle tx, UUID ownerKeyId) {
    return NamePageRows.anyUnder(tx, ownerKeyId);
  }

  /** How many pages are under a key. */
  public static long count(Handle tx, UUID ownerKeyId) {
    return NamePageRows.countUnder(tx, ownerKeyId);
  }
}
