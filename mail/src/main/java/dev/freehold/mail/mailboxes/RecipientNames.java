package dev.freehold.mail.mailboxes;

import dev.freehold.custody.seals.RefusedRow;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailSeals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The statements on {@code mail_recipient_names}, each in the caller's transaction. */
public final class RecipientNames {

  /** Display names have their own index, so the two kinds are looked up separately. */
  private static final String UNIQUE = "kind <> 'DISPLAY_NAME'";

  private static final String SHOWN = "kind = 'DISPLAY_NAME'";

  /** One for the recipient that another name has found already, and two that are ambiguous. */
  private static final int ENOUGH = 3;

  /** Sorts after every text that begins as the one before it. */
  private static final String AFTER_ALL = Character.toString(Character.MAX_CODE_POINT);

  private static final String SELECT =
      "SELECT %s FROM mail_recipient_names n ".formatted(MailSeals.RECIPIENT_NAME.columns("n"));

  private RecipientNames() {}

  /** False if another recipient of the tenant has the name. */
  static boolean claim(Handle tx, UUID tenantId, UUID mailboxId, RecipientName name) {
    return tx.createUpdate(
                """
                INSERT INTO mail_recipient_names (mailbox_id, kind, folded, tenant_id, seal)
                VALUES (:mailboxId, :kind, :folded, :tenantId, :seal)
                ON CONFLICT (tenant_id, folded, kind) WHERE kind <> 'DISPLAY_NAME' DO NOTHING
                """)
            .bind("mailboxId", mailboxId)
            .bind("kind", name.kind().name())
            .bind("folded", name.folded())
            .bind("tenantId", tenantId)
            .bind("seal", RowSeals.of(tx).seal(meaning(tenantId, mailboxId, name)))
            .execute()
        == 1;
  }

  private static SealedRow meaning(UUID tenantId, UUID mailboxId, RecipientName name) {
    return MailSeals.RECIPIENT_NAME
        .row(tenantId, mailboxId, name.kind().name(), name.folded())
        .done();
  }

  /** Whose the names of a query are; one that something else wrote is refused. */
  private static List<UUID> holders(Handle tx, Query query) {
    RowSeals seals = RowSeals.of(tx);
    return query.map(row -> seals.require(MailSeals.RECIPIENT_NAME, row).key()).list().stream()
        .distinct()
        .toList();
  }

  /**
   * Whose a name is; for all kinds but display names.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<UUID> holder(Handle tx, UUID tenantId, RecipientName name) {
    return holders(
            tx,
            tx.createQuery(
                    SELECT
                        + "WHERE tenant_id = :tenantId AND folded = :folded AND kind = :kind AND "
                        + UNIQUE)
                .bind("tenantId", tenantId)
                .bind("folded", name.folded())
                .bind("kind", name.kind().name()))
        .stream()
        .findFirst();
  }

  /**
   * Who has an address.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public static Optional<UUID> ofAddress(Handle tx, UUID tenantId, String address) {
    return holder(tx, tenantId, RecipientName.of(NameKind.ADDRESS, address));
  }

  static void release(Handle tx, UUID mailboxId, RecipientName name) {
    tx.createUpdate(
            """
            DELETE FROM mail_recipient_names
            WHERE mailbox_id = :mailboxId AND kind = :kind AND folded IN (<forms>)
            """)
        .bind("mailboxId", mailboxId)
        .bind("kind", name.kind().name())
        .bindList("forms", RecipientName.forms(name.folded()))
        .execute();
  }

  /**
   * The recipients that go by a text in any way; of many only some.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static List<UUID> called(Handle tx, UUID tenantId, String text) {
    return Stream.of(UNIQUE, SHOWN + " LIMIT " + ENOUGH)
        .flatMap(which -> ofName(tx, tenantId, text, which).stream())
        .distinct()
        .toList();
  }

  /**
   * The recipients of a name, not of a display name: of several only in the old form.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static List<UUID> named(Handle tx, UUID tenantId, String name) {
    return ofName(tx, tenantId, name, "kind = 'NAME' AND " + UNIQUE);
  }

  private static List<UUID> ofName(Handle tx, UUID tenantId, String text, String which) {
    return holders(
        tx,
        tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND folded IN (<forms>) AND " + which)
            .bind("tenantId", tenantId)
            .bindList("forms", RecipientName.forms(text)));
  }

  /** Names of a mailbox that something else than this service has written. */
  public static List<RefusedRow> refused(Handle tx, UUID mailboxId) {
    return RowSeals.of(tx)
        .refused(
            MailSeals.RECIPIENT_NAME,
            tx.createQuery(SELECT + "WHERE mailbox_id = :mailboxId").bind("mailboxId", mailboxId));
  }

  /** All addresses of some recipients, the primary ones included, without any that is refused. */
  public static Map<UUID, List<String>> addresses(Handle tx, Collection<UUID> mailboxIds) {
    if (mailboxIds.isEmpty()) {
      return Map.of();
    }
    RowSeals seals = RowSeals.of(tx);
    return tx
        .createQuery(SELECT + "WHERE mailbox_id IN (<ids>) AND kind = 'ADDRESS'")
        .bindList("ids", List.copyOf(mailboxIds))
        .map((row, _) -> address(seals.sealedOrNone(MailSeals.RECIPIENT_NAME, row, 1), row))
        .stream()
        .flatMap(Optional::stream)
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static Optional<Map.Entry<UUID, String>> address(
      Optional<SealedRow> sealed, ResultSet row) throws SQLException {
    return sealed.isPresent()
        ? Optional.of(Map.entry(sealed.get().key(), row.getString("folded")))
        : Optional.empty();
  }

  /**
   * The recipients of which a name of any kind begins with a text, without names that are refused.
   *
   * @throws MailException {@code recipient-search-too-wide}
   */
  static Collection<UUID> beginningWith(Handle tx, UUID tenantId, String text, int maxNames) {
    List<Optional<SealedRow>> found = new ArrayList<>();
    for (String form : RecipientName.forms(text)) {
      for (String kinds : List.of(UNIQUE, SHOWN)) {
        found.addAll(beginningWith(tx, tenantId, form, kinds, maxNames + 1));
      }
    }
    if (found.size() > maxNames) {
      throw new MailException(
          MailError.SEARCH_TOO_WIDE,
          "more than %d names begin like that; give more of the name".formatted(maxNames));
    }
    return found.stream().flatMap(Optional::stream).map(SealedRow::key).distinct().toList();
  }

  /** One range of one index, which alternatives in one statement would not be. */
  private static List<Optional<SealedRow>> beginningWith(
      Handle tx, UUID tenantId, String folded, String kinds, int max) {
    RowSeals seals = RowSeals.of(tx);
    return tx.createQuery(
            SELECT
                + """
                WHERE tenant_id = :tenantId AND %s AND folded >= :first AND folded < :end
                LIMIT :max
                """
                    .formatted(kinds))
        .bind("tenantId", tenantId)
        .bind("first", folded)
        .bind("end", folded + AFTER_ALL)
        .bind("max", max)
        .map((row, _) -> seals.sealedOrNone(MailSeals.RECIPIENT_NAME, row, 1))
        .list();
  }
}
