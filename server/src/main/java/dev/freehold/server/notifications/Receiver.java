package dev.freehold.server.notifications;

/** Who gets a notification, by the id that the channel's carrier knows. */
record Receiver(Channel channel, String id) {

  static Receiver of(NotificationDelivery delivery) {
    return new Receiver(delivery.channel(), delivery.receiver());
  }
}
