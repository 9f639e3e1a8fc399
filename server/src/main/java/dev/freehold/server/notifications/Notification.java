package dev.freehold.server.notifications;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something of which somebody was notified.
 *
 * @param id the same in every delivery and try of it
 * @param subject what it is about, see {@link Occasion}
 * @param occasions how often it happened, if it did again within {@link NotificationLimits#QUIET}
 * @param createdAt when the first occasion was noticed
 * @param lastAt when the last one was
 */
public record Notification(
    UUID id,
    UUID tenantId,
    NotificationKind kind,
    String subject,
    Map<Fact, String> facts,
    long occasions,
    Instant createdAt,
    Instant lastAt) {

  /** Copies the facts. */
  public Notification {
    facts = Map.copyOf(facts);
  }
}
