package dev.freehold.custody.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.crypto.Sha256;
import dev.freehold.persistence.RowIds;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * SHA-256, in hexadecimal, over all that decides what a job moves and who ordered it: each field
 * with its length before it, then the ids of the owners that it names, sorted. What was approved is
 * this order, and no other that the same rows could be made into later.
 */
final class OrderDigest {

  private static final String LABEL = "freehold order v1";

  private final MessageDigest sha256 = Sha256.digest();

  private OrderDigest() {}

  static String of(Handle tx, UUID jobId) {
    OrderDigest digest = new OrderDigest();
    digest.add(LABEL.getBytes(UTF_8));
    tx.createQuery(
            """
            SELECT id, tenant_id, subject_id, kind, parameters, created_by FROM jobs
            WHERE id = :id\
            """)
        .bind("id", jobId)
        .map(
            row -> {
              digest.add(RowIds.bytes(row.getColumn("id", UUID.class)));
              digest.add(RowIds.bytes(row.getColumn("tenant_id", UUID.class)));
              digest.add(RowIds.bytes(row.getColumn("subject_id", UUID.class)));
              digest.add(row.getColumn("kind", String.class).getBytes(UTF_8));
              digest.add(row.getColumn("parameters", String.class).getBytes(UTF_8));
              digest.add(row.getColumn("created_by", String.class).getBytes(UTF_8));
              return jobId;
            })
        .one();
    tx.createQuery("SELECT owner_id FROM move_owners WHERE job_id = :id ORDER BY owner_id")
        .bind("id", jobId)
        .mapTo(UUID.class)
        .forEach(ownerId -> digest.add(RowIds.bytes(ownerId)));
    return HexFormat.of().formatHex(digest.sha256.digest());
  }

  private void add(byte[] field) {
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
    sha256.update(field);
  }
}
