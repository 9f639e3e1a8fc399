package dev.freehold.server.notifications;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code notification_deliveries}, each in the caller's transaction. */
final class DeliveryRows {

  private static final String COLUMNS =
      "id, notification_id, channel, receiver, state, tries, due_at, last_status, last_tried_at,"
          + " (SELECT n.tenant_id FROM notifications n WHERE n.id = notification_id) AS tenant_id";

  private DeliveryRows() {}

  static void insert(Handle tx, UUID id, UUID notificationId, Receiver receiver, Instant dueAt) {
    tx.createUpdate(
            """
            INSERT INTO notification_deliveries (id, notification_id, channel, receiver, state,
              tries, due_at, held_until)
            VALUES (:id, :notificationId, :channel, :receiver, 'WAITING', 0, :dueAt, 0)
            """)
        .bind("id", id)
        .bind("notificationId", notificationId)
        .bind("channel", receiver.channel().name())
        .bind("receiver", receiver.id())
        .bind("dueAt", dueAt)
        .execute();
  }

  /**
   * The oldest of each receiver that nobody sends now and that is due. Tenants take turns, so that
   * those with many receivers leave room for one with few.
   *
   * @param channels that there are; what waits on others takes none of the rows
   */
  static List<NotificationDelivery> due(
      Handle tx, Set<Channel> channels, Instant now, Instant farOff, int max) {
    if (channels.isEmpty()) {
      return List.of();
    }
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + """
                 FROM (
                  SELECT firsts.*, ROW_NUMBER() OVER
                    (PARTITION BY channel, tenant_id ORDER BY due_at, id) AS turn
                  FROM (
                    SELECT d.*, n.tenant_id, ROW_NUMBER() OVER
                      (PARTITION BY d.channel, d.receiver ORDER BY d.due_at, d.id) AS place
                    FROM notification_deliveries d JOIN notifications n ON n.id = d.notification_id
                    WHERE d.state = 'WAITING' AND d.channel IN (<channels>)
                      AND (d.due_at <= :now OR d.due_at > :farOff)
                      AND (d.held_until <= :now OR d.held_until > :farOff)
                  ) AS firsts
                  WHERE place = 1
                ) AS waiting
                ORDER BY turn, due_at, id LIMIT :max
                """)
        .bindList("channels", channels.stream().map(Channel::name).toList())
        .bind("now", now)
        .bind("farOff", farOff)
        .bind("max", max)
        .mapTo(NotificationDelivery.class)
        .list();
  }

  /** The oldest of one receiver. */
  static Optional<NotificationDelivery> dueTo(
      Handle tx, Receiver receiver, Instant now, Instant farOff) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + """
                 FROM notification_deliveries
                WHERE state = 'WAITING' AND channel = :channel AND receiver = :receiver
                  AND (due_at <= :now OR due_at > :farOff)
                  AND (held_until <= :now OR held_until > :farOff)
                ORDER BY due_at, id LIMIT 1
                """)
        .bind("channel", receiver.channel().name())
        .bind("receiver", receiver.id())
        .bind("now", now)
        .bind("farOff", farOff)
        .mapTo(NotificationDelivery.class)
        .findOne();
  }

  /**
   * Gives a delivery to a process and counts the try.
   *
   * @return false if another process has it, or it has ended
   */
  static boolean hold(Handle tx, NotificationDelivery seen, UUID node, Instant now, Instant until) {
    return tx.createUpdate(
                """
                UPDATE notification_deliveries
                SET holder = :node, held_until = :until, tries = tries + 1, last_tried_at = :now
                WHERE id = :id AND state = 'WAITING' AND tries = :tries
                """)
            .bind("id", seen.id())
            .bind("tries", seen.tries())
            .bind("node", node)
            .bind("now", now)
            .bind("until", until)
            .execute()
        == 1;
  }

  /** Notes what a try came to, if the process still has the delivery. */
  static boolean end(
      Handle tx, UUID id, UUID node, DeliveryState state, String status, Instant dueAt) {
    return tx.createUpdate(
                """
                UPDATE notification_deliveries
                SET state = :state, last_status = :status, due_at = :dueAt, holder = NULL,
                  held_until = 0
                WHERE id = :id AND holder = :node
                """)
            .bind("id", id)
            .bind("node", node)
            .bind("state", state.name())
            .bind("status", status)
            .bind("dueAt", dueAt)
            .execute()
        == 1;
  }

  static List<NotificationDelivery> of(Handle tx, Collection<UUID> notificationIds) {
    if (notificationIds.isEmpty()) {
      return List.of();
    }
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM notification_deliveries WHERE notification_id IN (<ids>)"
                + " ORDER BY channel, receiver")
        .bindList("ids", List.copyOf(notificationIds))
        .mapTo(NotificationDelivery.class)
        .list();
  }

  static long countWaiting(Handle tx) {
    return tx.createQuery("SELECT COUNT(*) FROM notification_deliveries WHERE state = 'WAITING'")
        .mapTo(Long.class)
        .one();
  }
}
