package dev.freehold.server.notifications;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A notification on its way to one receiver.
 *
 * @param receiver a webhook's id, a person's object id, or the word {@code operators}
 * @param tries how often it was begun to be sent
 * @param dueAt when it is tried next, if it is
 * @param lastStatus what the last try came to
 */
public record NotificationDelivery(
    UUID id,
    UUID notificationId,
    UUID tenantId,
    Channel channel,
    String receiver,
    DeliveryState state,
    long tries,
    Instant dueAt,
    Optional<String> lastStatus,
    Optional<Instant> lastTriedAt) {}
