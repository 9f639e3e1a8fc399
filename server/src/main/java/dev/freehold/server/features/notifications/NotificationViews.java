package dev.freehold.server.features.notifications;

import dev.freehold.server.http.Wire;
import dev.freehold.server.notifications.DeliveryState;
import dev.freehold.server.notifications.Notification;
import dev.freehold.server.notifications.NotificationDelivery;
import dev.freehold.server.notifications.Notifications;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How notifications look on the wire. */
final class NotificationViews {

  private NotificationViews() {}

  /**
   * A notification.
   *
   * @param subject the id of what it is about
   * @param occasions how often it happened within the time in which it is only counted
   */
  record One(
      UUID id,
      String kind,
      String subject,
      long occasions,
      String createdAt,
      String lastAt,
      List<ToOne> deliveries) {
    static One of(Notifications.Sent sent) {
      Notification notification = sent.notification();
      return new One(
          notification.id(),
          notification.kind().word(),
          notification.subject(),
          notification.occasions(),
          notification.createdAt().toString(),
          notification.lastAt().toString(),
          sent.deliveries().stream().map(ToOne::of).toList());
    }
  }

  /**
   * What became of it on its way to one receiver.
   *
   * @param receiver a webhook's id, a person's object id, or {@code operators}
   * @param lastStatus what the last try came to
   * @param nextTryAt when it is tried again, if it is
   */
  record ToOne(
      String channel,
      String receiver,
      String state,
      long tries,
      String lastStatus,
      String lastTriedAt,
      String nextTryAt) {
    static ToOne of(NotificationDelivery delivery) {
      return new ToOne(
          Wire.word(delivery.channel()),
          delivery.receiver(),
          Wire.word(delivery.state()),
          delivery.tries(),
          delivery.lastStatus().orElse(null),
          delivery.lastTriedAt().map(Instant::toString).orElse(null),
          delivery.state() == DeliveryState.WAITING ? delivery.dueAt().toString() : null);
    }
  }

  /** Some of a tenant's. */
  record Page(List<One> notifications) {}
}
