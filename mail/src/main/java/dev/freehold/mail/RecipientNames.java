package dev.freehold.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The statements on {@code mail_recipient_names}, each in the caller's transaction. */
final class RecipientNames {

  /** Display names have an index of their own, so the two kinds are looked up separately. */
  private static final String UNIQUE = "kind <> 'DISPLAY_NAME'";

  private static final String SHOWN = "kind = 'DISPLAY_NAME'";

  /** One for the recipient that another name has found already, and two that are ambiguous. */
  private static final int ENOUGH = 3;

  /** Sorts after every text that begins as the one before it. */
  private static final String AFTER_ALL = Character.toString(Character.MAX_CODE_POINT);

  private RecipientNames() {}

  /** False if another recipient of the tenant has the name. */
  static boolean claim(Handle tx, UUID tenantId, UUID mailboxId, RecipientName name) {
    return tx.createUpdate(
                """
                INSERT INTO mail_recipient_names (mailbox_id, kind, folded, tenant_id)
                VALUES (:mailboxId, :kind, :folded, :tenantId)
                ON CONFLICT (tenant_id, folded, kind) WHERE kind <> 'DISPLAY_NAME' DO NOTHING
                """)
            .bind("mailboxId", mailboxId)
            .bind("kind", name.kind().name())
            .bind("folded", name.folded())
            .bind("tenantId", tenantId)
            .execute()
        == 1;
  }

  /** Whose a name is; for all kinds but display names. */
  static Optional<UUID> holder(Handle tx, UUID tenantId, RecipientName name) {
    return tx.createQuery(
            """
            SELECT mailbox_id FROM mail_recipient_names
            WHERE tenant_id = :tenantId AND folded = :folded AND kind = :kind AND %s
            """
                .formatted(UNIQUE))
        .bind("tenantId", tenantId)
        .bind("folded", name.folded())
        .bind("kind", name.kind().name())
        .mapTo(UUID.class)
        .findOne();
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

  /** The recipients that go by a text in any way; of many only some. */
  static List<UUID> called(Handle tx, UUID tenantId, String text) {
    return tx.createQuery(
            """
            SELECT mailbox_id FROM mail_recipient_names
            WHERE tenant_id = :tenantId AND folded IN (<forms>) AND %s
            UNION SELECT mailbox_id FROM (
              SELECT mailbox_id FROM mail_recipient_names
              WHERE tenant_id = :tenantId AND folded IN (<forms>) AND %s
              LIMIT :enough) AS shown
            """
                .formatted(UNIQUE, SHOWN))
        .bind("tenantId", tenantId)
        .bindList("forms", RecipientName.forms(text))
        .bind("enough", ENOUGH)
        .mapTo(UUID.class)
        .list();
  }

  /** The recipients of a name, not of a display name: of several only in the form from before. */
  static List<UUID> named(Handle tx, UUID tenantId, String name) {
    return tx.createQuery(
            """
            SELECT mailbox_id FROM mail_recipient_names
            WHERE tenant_id = :tenantId AND folded IN (<forms>) AND kind = 'NAME' AND %s
            """
                .formatted(UNIQUE))
        .bind("tenantId", tenantId)
        .bindList("forms", RecipientName.forms(name))
        .mapTo(UUID.class)
        .list();
  }

  /** All addresses of some recipients, the primary ones included. */
  static Map<UUID, List<String>> addresses(Handle tx, Collection<UUID> mailboxIds) {
    return mailboxIds.isEmpty()
        ? Map.of()
        : tx
            .createQuery(
                """
                SELECT mailbox_id, folded FROM mail_recipient_names
                WHERE mailbox_id IN (<ids>) AND kind = 'ADDRESS'
                """)
            .bindList("ids", List.copyOf(mailboxIds))
            .map(
                row ->
                    Map.entry(
                        row.getColumn("mailbox_id", UUID.class),
                        row.getColumn("folded", String.class)))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /**
   * The recipients of which a name of any kind begins with a text.
   *
   * @throws MailException {@code recipient-search-too-wide}
   */
  static Collection<UUID> beginningWith(Handle tx, UUID tenantId, String text, int maxNames) {
    List<UUID> found = new ArrayList<>();
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
    return found.stream().distinct().toList();
  }

  /** One range of one index, which alternatives in one statement would not be. */
  private static List<UUID> beginningWith(
      Handle tx, UUID tenantId, String folded, String kinds, int max) {
    return tx.createQuery(
            """
            SELECT mailbox_id FROM mail_recipient_names
            WHERE tenant_id = :tenantId AND %s AND folded >= :first AND folded < :end
            LIMIT :max
            """
                .formatted(kinds))
        .bind("tenantId", tenantId)
        .bind("first", folded)
        .bind("end", folded + AFTER_ALL)
        .bind("max", max)
        .mapTo(UUID.class)
        .list();
  }
}
