package dev.freehold.files.uploads;

import dev.freehold.crypto.CryptoException;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.documents.DocumentSecrets;
import dev.freehold.files.keys.Damage;
import dev.freehold.files.keys.RowFacts;
import dev.freehold.files.keys.SealedPart;
import dev.freehold.files.keys.SiteKeyring;
import dev.freehold.files.sites.SiteScope;
import dev.freehold.persistence.Dialect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;

/** The statements on {@code file_uploads}, each in the caller's transaction. */
public final class UploadRows {

  private static final String SELECT =
      "SELECT id, started_at, owner_key_id, sealed FROM file_uploads ";

  private UploadRows() {}

  static Optional<Row> find(Handle tx, UUID siteId, UUID id) {
    return find(tx, siteId, id, "");
  }

  /** The same, and nobody adds parts to the upload or ends it until the transaction ends. */
  static Optional<Row> lock(Handle tx, Dialect dialect, UUID siteId, UUID id) {
    return switch (dialect) {
      case SQLITE -> find(tx, siteId, id, ""); // One writer.
      case POSTGRESQL -> find(tx, siteId, id, " FOR UPDATE");
    };
  }

  private static Optional<Row> find(Handle tx, UUID siteId, UUID id, String locking) {
    return tx.createQuery(SELECT + "WHERE id = :id AND site_id = :siteId" + locking)
        .bind("siteId", siteId)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /** Gives each upload of a site, {@link FilesLimits#LISTED_ROWS_AT_ONCE} in memory at a time. */
  public static void each(Handle tx, UUID siteId, Consumer<Row> taker) {
    List<Row> page = after(tx, siteId, new UUID(0, 0));
    while (!page.isEmpty()) {
      page.forEach(taker);
      page = after(tx, siteId, page.getLast().id());
    }
  }

  private static List<Row> after(Handle tx, UUID siteId, UUID after) {
    return tx.createQuery(SELECT + "WHERE site_id = :siteId AND id > :after ORDER BY id LIMIT :max")
        .bind("siteId", siteId)
        .bind("after", after)
        .bind("max", FilesLimits.LISTED_ROWS_AT_ONCE)
        .mapTo(Row.class)
        .list();
  }

  /** Uploads of any site that were begun before {@code end}, the oldest first. */
  static List<Begun> begunBefore(Handle tx, Instant end, int max) {
    return tx.createQuery(
            """
            SELECT u.id, u.site_id, s.tenant_id
            FROM file_uploads u JOIN file_sites s ON s.id = u.site_id
            WHERE u.started_at < :end ORDER BY u.started_at, u.id LIMIT :max
            """)
        .bind("end", end)
        .bind("max", max)
        .mapTo(Begun.class)
        .list();
  }

  /** How many uploads a site has. */
  public static int count(Handle tx, UUID siteId) {
    return tx.createQuery("SELECT COUNT(*) FROM file_uploads WHERE site_id = :siteId")
        .bind("siteId", siteId)
        .mapTo(Integer.class)
        .one();
  }

  static void insert(Handle tx, UUID siteId, Row row) {
    tx.createUpdate(
            """
            INSERT INTO file_uploads (id, site_id, started_at, owner_key_id, sealed)
            VALUES (:id, :siteId, :startedAt, :ownerKeyId, :sealed)\
            """)
        .bindMethods(row)
        .bind("siteId", siteId)
        .execute();
  }

  /** Deletes an upload. */
  public static void delete(Handle tx, UUID id) {
    tx.createUpdate("DELETE FROM file_uploads WHERE id = :id").bind("id", id).execute();
  }

  /** An open upload, as far as no key is needed to tell. */
  record Begun(UUID id, @Nested SiteScope site) {}

  /** An open upload. */
  @SuppressWarnings("ArrayRecordComponent") // Rows are never compared with each other.
  public record Row(UUID id, Instant startedAt, UUID ownerKeyId, byte[] sealed) {

    /** A row that is sealed under the present key together with what it says in clear. */
    static Row sealed(UUID id, Instant startedAt, DocumentSecrets secrets, SiteKeyring keys) {
      byte[] encoded = secrets.encode(facts(id, startedAt));
      return new Row(id, startedAt, keys.presentKeyId(), keys.seal(SealedPart.UPLOAD, id, encoded));
    }

    private static RowFacts facts(UUID id, Instant startedAt) {
      return new RowFacts(id, 0, startedAt, Optional.empty());
    }

    /**
     * The upload that this is.
     *
     * @throws FilesException {@code document-damaged} if it does not open or is not this row's
     */
    Upload open(UUID siteId, SiteKeyring keys) {
      try {
        DocumentSecrets secrets =
            DocumentSecrets.decode(
                keys.open(SealedPart.UPLOAD, ownerKeyId, id, sealed), facts(id, startedAt));
        return new Upload(id, secrets.name(), secrets.properties(), startedAt);
      } catch (CryptoException damaged) {
        throw Damage.ofUpload(siteId, id, damaged.getMessage());
      }
    }

    /** The same; empty if it is damaged. */
    public Optional<Upload> openIfIntact(UUID siteId, SiteKeyring keys) {
      try {
        return Optional.of(open(siteId, keys));
      } catch (FilesException failure) {
        if (failure.error() != FilesError.DOCUMENT_DAMAGED) {
          throw failure;
        }
        return Optional.empty();
      }
    }
  }
}
