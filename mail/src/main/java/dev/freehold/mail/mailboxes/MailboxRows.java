package dev.freehold.mail.mailboxes;

import dev.freehold.custody.seals.RefusedRow;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.mail.MailSeals;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RowIds;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The statements on {@code mail_mailboxes}, each in the caller's transaction. */
public final class MailboxRows {

  private static final String SELECT =
      "SELECT %s FROM mail_mailboxes m WHERE m.tenant_id = :tenantId "
          .formatted(MailSeals.RECIPIENT.columns("m"));

  static final String DELETED_AT = "deleted_at";
  static final String DESTROYED = "destroyed";

  private static final PointQuery<Integer> IS_REMOVED =
      new PointQuery<>(
          "SELECT 1 FROM mail_mailboxes WHERE id = ? AND tenant_id = ? AND deleted_at IS NOT NULL",
          row -> row.getInt(1));

  private MailboxRows() {}

  /**
   * The mailbox or mail user of this id; none that was removed.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public static Optional<Mailbox> byId(Handle tx, UUID tenantId, UUID id) {
    return sealed(tx, tenantId, id).filter(MailboxRows::isActive).map(MailboxRows::mailbox);
  }

  /**
   * The mailbox or mail user of this id, also if it was removed, as long as it can be recovered.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public static Optional<Mailbox> keptById(Handle tx, UUID tenantId, UUID id) {
    return sealed(tx, tenantId, id).filter(row -> !row.flag(DESTROYED)).map(MailboxRows::mailbox);
  }

  /**
   * The mailbox or mail user of this id that a person signs in to; none that was removed.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<Mailbox> personalById(Handle tx, UUID tenantId, UUID id) {
    return sealed(tx, tenantId, id)
        .filter(MailboxRows::isActive)
        .filter(row -> MailboxType.valueOf(row.text("mailbox_type")).isPersonal())
        .map(MailboxRows::mailbox);
  }

  private static Optional<SealedRow> sealed(Handle tx, UUID tenantId, UUID id) {
    RowSeals seals = RowSeals.of(tx);
    return tx.createQuery(SELECT + "AND m.id = :id")
        .bind("tenantId", tenantId)
        .bind("id", id)
        .map((row, _) -> seals.requireSealed(MailSeals.RECIPIENT, row, 1))
        .findOne();
  }

  /**
   * Tells whether a mailbox is one that somebody removed, without a look at the row's seal: who
   * found the mailbox before has looked at it.
   */
  static boolean isRemoved(Handle tx, UUID tenantId, UUID id) {
    return IS_REMOVED
        .find(
            tx,
            values -> {
              values.setBytes(1, RowIds.bytes(id));
              values.setBytes(2, RowIds.bytes(tenantId));
            })
        .isPresent();
  }

  /** What a row that was checked says: whether the mailbox was not removed. */
  static boolean isActive(SealedRow row) {
    return row.isEmpty(DELETED_AT);
  }

  /**
   * Those of some mailboxes that are the tenant's, by id, without any whose row is refused; also
   * those that were removed, if these are wanted.
   */
  static Map<UUID, Mailbox> byIds(
      Handle tx, UUID tenantId, Collection<UUID> ids, boolean withRemoved) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    RowSeals seals = RowSeals.of(tx);
    return tx
        .createQuery(SELECT + "AND m.id IN (<ids>)")
        .bind("tenantId", tenantId)
        .bindList("ids", List.copyOf(ids))
        .map((row, _) -> seals.sealedOrNone(MailSeals.RECIPIENT, row, 1))
        .stream()
        .flatMap(Optional::stream)
        .filter(row -> withRemoved || isActive(row))
        .map(MailboxRows::mailbox)
        .collect(Collectors.toMap(Mailbox::id, mailbox -> mailbox));
  }

  /** What a row that was checked says of a mailbox. */
  static Mailbox mailbox(SealedRow row) {
    return new Mailbox(
        row.key(),
        row.tenantId(),
        row.textIfAny("deleted_address").orElseGet(() -> row.text("address")),
        row.text("display_name"),
        RecipientKind.valueOf(row.text("kind")),
        row.time("created_at").orElseThrow());
  }

  /**
   * Tells whether the user of this mailbox may use IMAP, as far as the tenant lets anybody.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static boolean isImapEnabled(Handle tx, UUID tenantId, UUID id) {
    return RowSeals.of(tx)
        .find(tx, MailSeals.RECIPIENT, id)
        .filter(row -> row.tenantId().equals(tenantId))
        .filter(MailboxRows::isActive)
        .filter(row -> row.flag("imap_enabled"))
        .isPresent();
  }

  /** The row of the mailbox of this id if it is refused; else nothing. */
  public static List<RefusedRow> refused(Handle tx, UUID tenantId, UUID id) {
    return RowSeals.of(tx)
        .refused(
            MailSeals.RECIPIENT,
            tx.createQuery(SELECT + "AND m.id = :id").bind("tenantId", tenantId).bind("id", id));
  }

  /**
   * Makes a mailbox of a mail user, whose mail is here from now on; false if it is no mail user.
   */
  static boolean migrate(Handle tx, UUID tenantId, UUID id, Instant now) {
    RowSeals seals = RowSeals.of(tx);
    Optional<SealedRow> mailUser =
        seals
            .forUpdate(tx, MailSeals.RECIPIENT, id)
            .filter(row -> row.tenantId().equals(tenantId))
            .filter(MailboxRows::isActive)
            .filter(row -> row.text("kind").equals(RecipientKind.MAIL_USER.name()));
    mailUser.ifPresent(
        row -> {
          seals.update(
              tx, row, row.with("kind", RecipientKind.MAILBOX).with("external_address", null));
          changed(tx, id, now);
        });
    return mailUser.isPresent();
  }

  /** Keeps when a recipient was changed last. */
  static void changed(Handle tx, UUID id, Instant at) {
    tx.createUpdate("UPDATE mail_mailboxes SET changed_at = :at WHERE id = :id")
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  /** A UIDVALIDITY that no folder of this mailbox had before; none for a mail user. */
  static Optional<Long> nextUidValidity(Handle tx, UUID tenantId, UUID id, Instant now) {
    return tx.createQuery(
            """
            UPDATE mail_mailboxes SET last_uid_validity =
              CASE WHEN last_uid_validity >= :now THEN last_uid_validity + 1 ELSE :now END
            WHERE tenant_id = :tenantId AND id = :id AND kind = 'MAILBOX'
            RETURNING last_uid_validity
            """)
        .bind("tenantId", tenantId)
        .bind("id", id)
        .bind("now", now.getEpochSecond())
        .mapTo(Long.class)
        .findOne();
  }
}
