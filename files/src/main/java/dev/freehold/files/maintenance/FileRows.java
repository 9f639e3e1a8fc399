package dev.freehold.files.maintenance;

import dev.freehold.content.reseal.EncryptedRows;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.files.keys.SiteKeyring;
import dev.freehold.files.names.NameIndex.Hold;
import dev.freehold.files.names.SitePages;
import dev.freehold.files.sites.SiteLock;
import dev.freehold.files.sites.SiteScope;
import dev.freehold.persistence.Dialect;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Reseals the rows of sites after a site key was renewed: the index of names, documents, uploads
 * and parts. Safe for use by many threads.
 */
public final class FileRows implements EncryptedRows {

  private final Aead aead;
  private final Dialect dialect;

  /** Seals with {@code aead} in a database of {@code dialect}. */
  public FileRows(Aead aead, Dialect dialect) {
    this.aead = aead;
    this.dialect = dialect;
  }

  @Override
  public OwnerKind kind() {
    return OwnerKind.SITE;
  }

  @Override
  public int reseal(Handle tx, UUID ownerId, OwnerKey from, OwnerKey to, int max) {
    SiteScope scope = new SiteScope(to.tenantId(), ownerId);
    SiteLock.take(tx, dialect, scope, Hold.WHOLE);
    try (SiteKeyring keys = new SiteKeyring(aead, scope, copy(to))) {
      keys.hold(copy(from));
      int moved = SitePages.reseal(tx, ownerId, from.keyId(), keys, max);
      for (ResealedTable table : ResealedTable.values()) {
        if (moved < max) {
          moved += table.reseal(tx, ownerId, from.keyId(), keys, max - moved);
        }
      }
      return moved;
    }
  }

  @Override
  public boolean any(Handle tx, UUID ownerKeyId) {
    return SitePages.any(tx, ownerKeyId)
        || Stream.of(ResealedTable.values()).anyMatch(table -> table.any(tx, ownerKeyId));
  }

  @Override
  public long count(Handle tx, UUID ownerKeyId) {
    long pages = SitePages.count(tx, ownerKeyId);
    for (ResealedTable table : ResealedTable.values()) {
      pages += table.count(tx, ownerKeyId);
    }
    return pages;
  }

  private static OwnerKey copy(OwnerKey key) {
    return new OwnerKey(key.tenantId(), key.keyId(), key.generation(), key.key().copy());
  }
}
