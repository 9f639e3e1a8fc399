package dev.freehold.files.names;

import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.persistence.Dialect;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The pages of one site's index in one transaction, each opened once. The first page has the site's
 * id; a site without names has no page at all.
 */
final class NamePages {

  private final Handle tx;
  private final Dialect dialect;
  private final UUID siteId;
  private final NamePageKeys keys;
  private final Map<UUID, NamePage> opened = new HashMap<>();

  NamePages(Handle tx, Dialect dialect, UUID siteId, NamePageKeys keys) {
    this.tx = tx;
    this.dialect = dialect;
    this.siteId = siteId;
    this.keys = keys;
  }

  UUID rootId() {
    return siteId;
  }

  Optional<NamePage> root() {
    return Optional.ofNullable(opened.get(siteId))
        .or(() -> NamePageRows.find(tx, siteId, siteId).map(this::keep));
  }

  NamePage get(UUID pageId) {
    NamePage known = opened.get(pageId);
    return known != null
        ? known
        : NamePageRows.find(tx, siteId, pageId).map(this::keep).orElseThrow(NamePages::torn);
  }

  /** The page as it is now, which nobody else changes until the transaction ends. */
  NamePage lock(UUID pageId) {
    return NamePageRows.lock(tx, dialect, siteId, pageId)
        .map(this::keep)
        .orElseThrow(NamePages::torn);
  }

  void insert(UUID pageId, NamePage page) {
    NamePageRows.insert(tx, siteId, pageId, keys.presentKeyId(), seal(pageId, page));
    opened.put(pageId, page);
  }

  void update(UUID pageId, NamePage page) {
    NamePageRows.update(tx, siteId, pageId, keys.presentKeyId(), seal(pageId, page));
    opened.put(pageId, page);
  }

  void delete(UUID pageId) {
    NamePageRows.delete(tx, siteId, pageId);
    opened.remove(pageId);
  }

  private byte[] seal(UUID pageId, NamePage page) {
    return keys.seal(pageId, PageCodec.encode(page));
  }

  private NamePage keep(NamePageRows.Row row) {
    NamePage page = row.open(keys);
    opened.put(row.pageId(), page);
    return page;
  }

  /** Pages come and go only in transactions that have the whole index. */
  private static CryptoException torn() {
    return new CryptoException(
        CryptoError.TRUNCATED, "a page of names is gone that another one names");
  }
}
