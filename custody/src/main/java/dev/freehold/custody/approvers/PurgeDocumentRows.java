package dev.freehold.custody.approvers;

import static dev.freehold.custody.seals.CustodySeals.PURGE_DOCUMENT;

import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The tables of documents and their signatures, each statement in the caller's transaction. */
public final class PurgeDocumentRows {

  private static final String SELECT =
      """
      SELECT %s, made_by, made_at, d.document_sha256 AS sha256,
        CASE WHEN d.state = 'OPEN' THEN 1 ELSE 0 END AS is_open
      FROM purge_documents d\040\
      """
          .formatted(PURGE_DOCUMENT.columns("d"));

  private static final String OPEN = "OPEN";

  private PurgeDocumentRows() {}

  /** Puts a document in the place of the one before; false if somebody did so at the same time. */
  public static boolean replace(Handle tx, PurgeDocument document, byte[] bytes) {
    open(tx, document.tenantId(), document.caseId())
        .ifPresent(before -> supersede(tx, before.id()));
    boolean isNew =
        tx.createUpdate(
                    """
                    INSERT INTO purge_documents (id, tenant_id, case_id, approver_id, state,
                      inventory_sha256, document, document_sha256, made_by, made_at, valid_until)
                    VALUES (:id, :tenantId, :caseId, :approverId, :open, :inventorySha256,
                      :document, :sha256, :madeBy, :madeAt, :validUntil)
                    ON CONFLICT DO NOTHING\
                    """)
                .bindMethods(document)
                .bind("open", OPEN)
                .bind("document", bytes)
                .execute()
            == 1;
    if (isNew) {
      RowSeals.of(tx).keep(tx, meaning(document));
    }
    return isNew;
  }

  private static void supersede(Handle tx, UUID id) {
    RowSeals seals = RowSeals.of(tx);
    seals
        .forUpdate(tx, PURGE_DOCUMENT, id)
        .ifPresent(row -> seals.update(tx, row, row.with("state", "SUPERSEDED")));
  }

  private static SealedRow meaning(PurgeDocument document) {
    return PURGE_DOCUMENT
        .row(document.tenantId(), document.id())
        .set("case_id", document.caseId())
        .set("approver_id", document.approverId())
        .set("state", OPEN)
        .set("inventory_sha256", document.inventorySha256())
        .set("document_sha256", document.sha256())
        .set("valid_until", document.validUntil())
        .done();
  }

  /** The document of a purge that counts. */
  public static Optional<PurgeDocument> open(Handle tx, UUID tenantId, UUID caseId) {
    return RowSeals.of(tx)
        .one(
            PURGE_DOCUMENT,
            tx.createQuery(
                    SELECT + "WHERE case_id = :caseId AND tenant_id = :tenantId AND state = 'OPEN'")
                .bind("caseId", caseId)
                .bind("tenantId", tenantId),
            PurgeDocument.class);
  }

  /** The newest documents of a tenant, whatever became of them. */
  public static List<PurgeDocument> ofTenant(Handle tx, UUID tenantId, int max) {
    return RowSeals.of(tx)
        .list(
            PURGE_DOCUMENT,
            tx.createQuery(
                    SELECT + "WHERE tenant_id = :tenantId ORDER BY made_at DESC, id LIMIT :max")
                .bind("tenantId", tenantId)
                .bind("max", max),
            PurgeDocument.class);
  }

  /** The bytes of a document. */
  public static byte[] bytes(Handle tx, UUID id) {
    return tx.createQuery("SELECT document FROM purge_documents WHERE id = :id")
        .bind("id", id)
        .mapTo(byte[].class)
        .one();
  }

  /** How many bytes a document has. */
  public static int length(Handle tx, UUID id) {
    return tx.createQuery("SELECT LENGTH(document) FROM purge_documents WHERE id = :id")
        .bind("id", id)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * Keeps what the approver has signed; the same once.
   *
   * @return false if there are {@code max} others of the document
   */
  public static boolean keepSigned(
      Handle tx, UUID id, String sha256, byte[] signed, SigningPlace where, Instant now, int max) {
    long others =
        tx.createQuery(
                """
                SELECT COUNT(*) FROM signed_purge_documents
                WHERE document_id = :id AND signed_sha256 <> :sha256\
                """)
            .bind("id", id)
            .bind("sha256", sha256)
            .mapTo(Long.class)
            .one();
    if (others >= max) {
      return false;
    }
    tx.createUpdate(
            """
            INSERT INTO signed_purge_documents
              (document_id, signed_sha256, signed, signed_where, kept_at)
            VALUES (:id, :sha256, :signed, :where, :now) ON CONFLICT DO NOTHING\
            """)
        .bind("id", id)
        .bind("sha256", sha256)
        .bind("signed", signed)
        .bind("where", where.name())
        .bind("now", now)
        .execute();
    return true;
  }

  /** What was signed of any document of the purge, by its hash. */
  public static Optional<byte[]> signed(Handle tx, UUID tenantId, UUID caseId, String sha256) {
    return tx.createQuery(
            """
            SELECT s.signed FROM signed_purge_documents s
              JOIN purge_documents d ON d.id = s.document_id
            WHERE d.tenant_id = :tenantId AND d.case_id = :caseId AND s.signed_sha256 = :sha256\
            """)
        .bind("tenantId", tenantId)
        .bind("caseId", caseId)
        .bind("sha256", sha256)
        .mapTo(byte[].class)
        .findFirst();
  }
}
