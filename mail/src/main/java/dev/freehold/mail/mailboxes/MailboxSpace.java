package dev.freehold.mail.mailboxes;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RowIds;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Holds mailboxes to their quotas. Code that adds messages asks here in its own transaction, before
 * it locks a folder; then those who add to one mailbox at once come one after the other, and
 * together they pass no quota. Safe for use by many threads.
 */
public final class MailboxSpace {

  /** Sets these locks apart from others in the same database. */
  private static final long LOCK_SPACE = 0x5155_4f54_0000_0000L;

  private static final PointQuery<MailboxQuota> OWN =
      new PointQuery<>(
          "SELECT quota_bytes, warning_bytes FROM mail_mailboxes"
              + " WHERE id = ? AND tenant_id = ? AND own_quota = 1",
          MailboxSpace::quota);

  private static final PointQuery<Long> USED =
      new PointQuery<>(
          "SELECT COALESCE(SUM(total_bytes), 0) FROM mail_folders"
              + " WHERE mailbox_id = ? AND tenant_id = ?",
          row -> row.getLong(1));

  private final Dialect dialect;
  private final MailboxQuota ofServer;

  /**
   * Holds mailboxes in a database of this dialect.
   *
   * @param ofServer the quota of those without one of their own
   */
  public MailboxSpace(Dialect dialect, MailboxQuota ofServer) {
    this.dialect = dialect;
    this.ofServer = ofServer;
  }

  /** The quota of mailboxes without one of their own. */
  public MailboxQuota ofServer() {
    return ofServer;
  }

  /** The quota of a mailbox, in the caller's transaction. */
  public MailboxQuota of(Handle tx, UUID tenantId, UUID mailboxId) {
    return OWN.find(tx, values -> place(values, tenantId, mailboxId)).orElse(ofServer);
  }

  /** The same of some mailboxes. */
  public Map<UUID, MailboxQuota> of(Handle tx, UUID tenantId, Collection<UUID> mailboxIds) {
    Map<UUID, MailboxQuota> quotas = new HashMap<>();
    mailboxIds.forEach(id -> quotas.put(id, ofServer));
    if (!quotas.isEmpty()) {
      tx.createQuery(
              "SELECT quota_bytes, warning_bytes, id FROM mail_mailboxes"
                  + " WHERE id IN (<ids>) AND tenant_id = :tenantId AND own_quota = 1")
          .bindList("ids", List.copyOf(quotas.keySet()))
          .bind("tenantId", tenantId)
          .map((row, _) -> Map.entry(RowIds.read(row, 3), quota(row)))
          .forEach(own -> quotas.put(own.getKey(), own.getValue()));
    }
    return Map.copyOf(quotas);
  }

  /** Whether a mailbox takes not one byte more, in the caller's transaction. */
  public boolean isFull(Handle tx, Mailbox mailbox) {
    MailboxQuota quota = of(tx, mailbox.tenantId(), mailbox.id());
    return quota.max().isPresent() && quota.fill(used(tx, mailbox)) == MailboxQuota.Fill.FULL;
  }

  /** Whether a mailbox takes so many bytes more as it is now, in the caller's transaction. */
  public boolean takes(Handle tx, Mailbox mailbox, long addedBytes) {
    MailboxQuota quota = of(tx, mailbox.tenantId(), mailbox.id());
    return quota.max().isEmpty() || quota.takes(used(tx, mailbox), addedBytes);
  }

  /**
   * Makes sure that a mailbox takes so many bytes, until the caller's transaction ends.
   *
   * @throws MailException {@code mailbox-full}
   */
  public void require(Handle tx, Mailbox mailbox, long addedBytes) {
    MailboxQuota quota = of(tx, mailbox.tenantId(), mailbox.id());
    if (quota.max().isEmpty()) {
      return;
    }
    lock(tx, mailbox.id());
    if (!quota.takes(used(tx, mailbox), addedBytes)) {
      throw new MailException(
          MailError.MAILBOX_FULL,
          "the mailbox is full: it holds at most %d bytes; delete messages or have its quota raised"
              .formatted(quota.max().getAsLong()));
    }
  }

  private static long used(Handle tx, Mailbox mailbox) {
    return USED.find(tx, values -> place(values, mailbox.tenantId(), mailbox.id())).orElse(0L);
  }

  private static void place(PreparedStatement values, UUID tenantId, UUID mailboxId)
      throws SQLException {
    values.setBytes(1, RowIds.bytes(mailboxId));
    values.setBytes(2, RowIds.bytes(tenantId));
  }

  private static MailboxQuota quota(ResultSet row) throws SQLException {
    return new MailboxQuota(number(row, 1), number(row, 2));
  }

  private static OptionalLong number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** No lock of a row: those who rename folders lock these in another order. */
  private void lock(Handle tx, UUID mailboxId) {
    switch (dialect) {
      case SQLITE -> {} // One writer.
      case POSTGRESQL ->
          tx.createQuery("SELECT 1 FROM pg_advisory_xact_lock(:key)")
              .bind(
                  "key",
                  LOCK_SPACE
                      ^ mailboxId.getMostSignificantBits()
                      ^ mailboxId.getLeastSignificantBits())
              .mapTo(Integer.class)
              .one();
    }
  }
}
