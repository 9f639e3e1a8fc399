package dev.freehold.mail.mailboxes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedPages;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.mail.MailSeals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The statements on what administrators know of mailboxes, each in the caller's transaction. */
final class RecipientRows {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<TreeMap<Integer, String>> ATTRIBUTES =
      new TypeReference<>() {};

  private static final String SELECT =
      "SELECT %s, m.changed_at FROM mail_mailboxes m WHERE m.tenant_id = :tenantId "
          .formatted(MailSeals.RECIPIENT.columns("m"));

  private static final String FURTHER = "deleted_further";

  private RecipientRows() {}

  /** Inserts unless the tenant has the address already. */
  static boolean insert(Handle tx, Recipient recipient) {
    Mailbox mailbox = recipient.mailbox();
    return tx.createUpdate(
                """
                INSERT INTO mail_mailboxes (id, tenant_id, address, display_name, kind,
                  last_uid_validity, created_at, name, alias, user_principal_name,
                  external_address, archive_id, hidden, imap_enabled, region, mailbox_type,
                  custom_attributes, changed_at, destroyed, own_quota, seal)
                VALUES (:id, :tenantId, :address, :displayName, :kind, 0, :createdAt, :name,
                  :alias, :userPrincipalName, :externalAddress, :archiveId, :isHidden,
                  :isImapEnabled, :region, :type, :customAttributes, :changedAt, 0, 0, :seal)
                ON CONFLICT (tenant_id, address) DO NOTHING
                """)
            .bindMethods(mailbox)
            .bindMethods(recipient)
            .bind("customAttributes", write(recipient.customAttributes()))
            .bind("seal", RowSeals.of(tx).seal(meaning(recipient)))
            .execute()
        == 1;
  }

  private static SealedRow meaning(Recipient recipient) {
    Mailbox mailbox = recipient.mailbox();
    boolean isRemoved = recipient.deletedAt().isPresent();
    return MailSeals.RECIPIENT
        .row(mailbox.tenantId(), mailbox.id())
        .set("address", isRemoved ? mailbox.id().toString() : mailbox.address())
        .set("display_name", mailbox.displayName())
        .set("kind", mailbox.kind())
        .set("name", recipient.name())
        .set("alias", recipient.alias())
        .set("user_principal_name", recipient.userPrincipalName())
        .set("external_address", recipient.externalAddress())
        .set("region", recipient.region())
        .set("mailbox_type", recipient.type())
        .set("custom_attributes", write(recipient.customAttributes()))
        .set("archive_id", recipient.archiveId())
        .set("hidden", recipient.isHidden())
        .set("created_at", mailbox.createdAt())
        .set("imap_enabled", recipient.isImapEnabled())
        .set("own_quota", recipient.ownQuota().isPresent())
        .set("quota_bytes", number(recipient.ownQuota().map(MailboxQuota::max)))
        .set("warning_bytes", number(recipient.ownQuota().map(MailboxQuota::warning)))
        .set(MailboxRows.DELETED_AT, recipient.deletedAt())
        .set(MailboxRows.DESTROYED, false)
        .set("deleted_address", isRemoved ? mailbox.address() : null)
        .set(FURTHER, isRemoved ? String.join(" ", recipient.furtherAddresses()) : null)
        .done();
  }

  /** Writes what is different; the recipient is {@link #lock locked}. */
  static void update(Handle tx, Recipient recipient) {
    RowSeals seals = RowSeals.of(tx);
    SealedRow before = seals.forUpdate(tx, MailSeals.RECIPIENT, recipient.id()).orElseThrow();
    seals.update(tx, before, meaning(recipient));
    MailboxRows.changed(tx, recipient.id(), recipient.changedAt());
  }

  /**
   * Keeps others from changing the recipient until the transaction ends; false if there is no such
   * recipient, or none any more.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static boolean lock(Handle tx, UUID tenantId, UUID id) {
    return forUpdate(tx, tenantId, id).filter(MailboxRows::isActive).isPresent();
  }

  /** As {@link #lock}, of a recipient that was removed and can be recovered. */
  static boolean lockRemoved(Handle tx, UUID tenantId, UUID id) {
    return forUpdate(tx, tenantId, id).filter(RecipientRows::isRecoverable).isPresent();
  }

  private static Optional<SealedRow> forUpdate(Handle tx, UUID tenantId, UUID id) {
    return RowSeals.of(tx)
        .forUpdate(tx, MailSeals.RECIPIENT, id)
        .filter(row -> row.tenantId().equals(tenantId));
  }

  private static boolean isRecoverable(SealedRow row) {
    return !MailboxRows.isActive(row) && !row.flag(MailboxRows.DESTROYED);
  }

  /** The keys of a removed recipient are gone; the recipient is {@link #lockRemoved locked}. */
  static void destroyed(Handle tx, UUID id) {
    RowSeals seals = RowSeals.of(tx);
    SealedRow row = seals.forUpdate(tx, MailSeals.RECIPIENT, id).orElseThrow();
    seals.update(tx, row, row.with(MailboxRows.DESTROYED, true));
  }

  /**
   * The recipient of this id; none that was removed.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<Recipient> byId(Handle tx, UUID tenantId, UUID id) {
    return one(tx, tenantId, id, MailboxRows::isActive)
        .flatMap(found -> withAddresses(tx, List.of(found)).stream().findFirst());
  }

  /**
   * The recipient of this id that was removed and can be recovered.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<Recipient> removedById(Handle tx, UUID tenantId, UUID id) {
    return one(tx, tenantId, id, RecipientRows::isRecoverable);
  }

  private static Optional<Recipient> one(
      Handle tx, UUID tenantId, UUID id, Predicate<SealedRow> isWanted) {
    RowSeals seals = RowSeals.of(tx);
    return tx
        .createQuery(SELECT + "AND m.id = :id")
        .bind("tenantId", tenantId)
        .bind("id", id)
        .map(
            (row, _) ->
                wanted(
                    Optional.of(seals.requireSealed(MailSeals.RECIPIENT, row, 1)), row, isWanted))
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * Those that were removed and can be recovered, by id, without those whose rows are refused.
   *
   * @param after the id that the page before ended with; empty at first
   */
  static List<Recipient> removed(Handle tx, UUID tenantId, String after, int max) {
    RowSeals seals = RowSeals.of(tx);
    // Their address is their id.
    return SealedPages.fill(
        after,
        max,
        from ->
            tx.createQuery(
                    SELECT
                        + "AND m.deleted_at IS NOT NULL AND m.address > :after"
                        + " ORDER BY m.address LIMIT :max")
                .bind("tenantId", tenantId)
                .bind("after", from)
                .bind("max", max),
        "address",
        row -> recoverable(seals.sealedOrNone(MailSeals.RECIPIENT, row, 1), row));
  }

  private static Optional<Recipient> recoverable(Optional<SealedRow> sealed, ResultSet row)
      throws SQLException {
    return wanted(sealed, row, RecipientRows::isRecoverable);
  }

  /** Removed ones that go by a name; of many only some. */
  static List<Recipient> removedCalled(Handle tx, UUID tenantId, String name) {
    RowSeals seals = RowSeals.of(tx);
    return tx
        .createQuery(
            SELECT
                + """
                AND m.deleted_at IS NOT NULL AND m.destroyed = 0
                AND (LOWER(m.deleted_address) = :folded OR LOWER(m.user_principal_name) = :folded
                  OR LOWER(m.alias) = :folded OR LOWER(m.name) = :folded OR m.name = :name
                  OR LOWER(m.display_name) = :folded OR m.display_name = :name)
                ORDER BY m.id LIMIT 2
                """)
        .bind("tenantId", tenantId)
        .bind("folded", name.toLowerCase(Locale.ROOT))
        .bind("name", name)
        .map(
            (row, _) ->
                recoverable(Optional.of(seals.requireSealed(MailSeals.RECIPIENT, row, 1)), row))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Those of all tenants that were removed before a moment, the first removed first; rows are not
   * looked at whether they are what this service wrote.
   */
  static List<Expired> removedBefore(Handle tx, Instant moment, Expired after, int max) {
    return tx.createQuery(
            """
            SELECT tenant_id, id, deleted_at FROM mail_mailboxes
            WHERE deleted_at IS NOT NULL AND deleted_at <= :moment AND destroyed = 0
              AND (deleted_at > :at OR (deleted_at = :at AND id > :id))
            ORDER BY deleted_at, id LIMIT :max
            """)
        .bind("moment", moment)
        .bind("at", after.deletedAt())
        .bind("id", after.id())
        .bind("max", max)
        .mapTo(Expired.class)
        .list();
  }

  /** A removed recipient whose time has passed. */
  record Expired(UUID tenantId, UUID id, Instant deletedAt) {
    static final Expired BEFORE_ALL = new Expired(new UUID(0, 0), new UUID(0, 0), Instant.EPOCH);
  }

  /** In no certain order, without those that were removed or whose rows are refused. */
  static List<Recipient> byIds(Handle tx, UUID tenantId, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    RowSeals seals = RowSeals.of(tx);
    return withAddresses(
        tx,
        tx
            .createQuery(SELECT + "AND m.id IN (<ids>)")
            .bind("tenantId", tenantId)
            .bindList("ids", List.copyOf(ids))
            .map((row, _) -> ifSealed(seals, row))
            .stream()
            .flatMap(Optional::stream)
            .toList());
  }

  /** By address, after {@code afterAddress}, without those whose rows are refused. */
  static List<Recipient> page(
      Handle tx, UUID tenantId, Optional<RecipientKind> kind, String afterAddress, int max) {
    RowSeals seals = RowSeals.of(tx);
    return withAddresses(
        tx,
        SealedPages.fill(
            afterAddress,
            max,
            after -> page(tx, tenantId, kind, max).bind("after", after),
            "address",
            row -> ifSealed(seals, row)));
  }

  private static Query page(Handle tx, UUID tenantId, Optional<RecipientKind> kind, int max) {
    Query query =
        tx.createQuery(
                SELECT
                    + (kind.isPresent() ? "AND m.kind = :kind " : "")
                    + "AND m.address > :after ORDER BY m.address LIMIT :max")
            .bind("tenantId", tenantId)
            .bind("max", max);
    kind.ifPresent(wanted -> query.bind("kind", wanted.name()));
    return query;
  }

  private static List<Recipient> withAddresses(Handle tx, List<Recipient> recipients) {
    Map<UUID, List<String>> addresses =
        RecipientNames.addresses(tx, recipients.stream().map(Recipient::id).toList());
    return recipients.stream()
        .map(found -> found.withAddresses(addresses.getOrDefault(found.id(), List.of())))
        .toList();
  }

  private static Optional<Recipient> ifSealed(RowSeals seals, ResultSet row) throws SQLException {
    return wanted(seals.sealedOrNone(MailSeals.RECIPIENT, row, 1), row, MailboxRows::isActive);
  }

  private static Optional<Recipient> wanted(
      Optional<SealedRow> sealed, ResultSet row, Predicate<SealedRow> isWanted)
      throws SQLException {
    return sealed.isPresent() && isWanted.test(sealed.get())
        ? Optional.of(recipient(sealed.get(), row))
        : Optional.empty();
  }

  private static Recipient recipient(SealedRow sealed, ResultSet row) throws SQLException {
    return new Recipient(
        MailboxRows.mailbox(sealed),
        sealed.text("name"),
        sealed.text("alias"),
        sealed.text("user_principal_name"),
        sealed
            .textIfAny(FURTHER)
            .filter(addresses -> !addresses.isEmpty())
            .map(addresses -> List.of(addresses.split(" ")))
            .orElse(List.of()),
        sealed.textIfAny("external_address"),
        sealed.id("archive_id"),
        sealed.flag("hidden"),
        sealed.flag("imap_enabled"),
        sealed.textIfAny("region"),
        MailboxType.valueOf(sealed.text("mailbox_type")),
        read(sealed.text("custom_attributes")),
        Instant.ofEpochMilli(row.getLong("changed_at")),
        sealed.flag("own_quota") ? Optional.of(quota(sealed)) : Optional.empty(),
        sealed.time(MailboxRows.DELETED_AT));
  }

  private static MailboxQuota quota(SealedRow sealed) {
    return new MailboxQuota(number(sealed, "quota_bytes"), number(sealed, "warning_bytes"));
  }

  private static OptionalLong number(SealedRow sealed, String field) {
    return sealed.isEmpty(field) ? OptionalLong.empty() : OptionalLong.of(sealed.number(field));
  }

  private static Optional<Long> number(Optional<OptionalLong> number) {
    return number.filter(OptionalLong::isPresent).map(OptionalLong::getAsLong);
  }

  private static String write(SortedMap<Integer, String> attributes) {
    try {
      return JSON.writeValueAsString(attributes);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of texts can always be written as JSON", impossible);
    }
  }

  private static SortedMap<Integer, String> read(String attributes) {
    try {
      return JSON.readValue(attributes, ATTRIBUTES);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("the custom attributes of a mailbox are damaged", damaged);
    }
  }
}
