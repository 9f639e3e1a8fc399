package dev.freehold.server.notifications.webhook;

import dev.freehold.custody.Ciphertext;
import dev.freehold.server.notifications.NotificationKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The statements on {@code webhooks}, each in the caller's transaction. */
final class WebhookRows {

  private static final String SELECT =
      "SELECT id, tenant_id, host, kinds, sealed, created_by, created_at FROM webhooks ";

  private WebhookRows() {}

  /** A webhook with what is sealed of it. */
  record Row(Webhook webhook, Ciphertext sealed) {}

  static void insert(Handle tx, Webhook webhook, Ciphertext sealed) {
    tx.createUpdate(
            """
            INSERT INTO webhooks (id, tenant_id, host, kinds, sealed, created_by, created_at)
            VALUES (:id, :tenantId, :host, :kinds, :sealed, :createdBy, :createdAt)
            """)
        .bind("id", webhook.id())
        .bind("tenantId", webhook.tenantId())
        .bind("host", webhook.host())
        .bind(
            "kinds",
            webhook.kinds().stream()
                .map(NotificationKind::word)
                .sorted()
                .collect(Collectors.joining(" ")))
        .bind("sealed", sealed.bytes())
        .bind("createdBy", webhook.createdBy())
        .bind("createdAt", webhook.createdAt())
        .execute();
  }

  /** Locks the tenant's row, so that two who make webhooks at once take turns. */
  static void lockTenant(Handle tx, UUID tenantId) {
    tx.createUpdate("UPDATE tenants SET name = name WHERE id = :id").bind("id", tenantId).execute();
  }

  static List<Row> list(Handle tx, UUID tenantId) {
    return tx.createQuery(SELECT + "WHERE tenant_id = :tenantId ORDER BY created_at, id")
        .bind("tenantId", tenantId)
        .map(WebhookRows::row)
        .list();
  }

  static Optional<Row> find(Handle tx, UUID tenantId, UUID id) {
    return tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND id = :id")
        .bind("tenantId", tenantId)
        .bind("id", id)
        .map(WebhookRows::row)
        .findOne();
  }

  static boolean delete(Handle tx, UUID tenantId, UUID id) {
    return tx.createUpdate("DELETE FROM webhooks WHERE tenant_id = :tenantId AND id = :id")
            .bind("tenantId", tenantId)
            .bind("id", id)
            .execute()
        == 1;
  }

  private static Row row(RowView row) {
    Set<NotificationKind> kinds =
        Arrays.stream(row.getColumn("kinds", String.class).split(" ", -1))
            .flatMap(word -> NotificationKind.of(word).stream())
            .collect(Collectors.toSet());
    return new Row(
        new Webhook(
            row.getColumn("id", UUID.class),
            row.getColumn("tenant_id", UUID.class),
            row.getColumn("host", String.class),
            kinds,
            row.getColumn("created_by", String.class),
            row.getColumn("created_at", Instant.class)),
        Ciphertext.of(row.getColumn("sealed", byte[].class)));
  }
}
