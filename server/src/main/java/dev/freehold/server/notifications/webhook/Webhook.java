package dev.freehold.server.notifications.webhook;

import dev.freehold.server.notifications.NotificationKind;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An address of a tenant that gets notifications.
 *
 * @param host of the address
 * @param kinds what it gets; empty for everything
 * @param createdBy object id of who made it
 */
public record Webhook(
    UUID id,
    UUID tenantId,
    String host,
    Set<NotificationKind> kinds,
    String createdBy,
    Instant createdAt) {

  /** Copies the set. */
  public Webhook {
    kinds = Set.copyOf(kinds);
  }

  /** Whether it gets this kind; a test is for the one that is tried. */
  boolean gets(NotificationKind kind) {
    return kind != NotificationKind.TEST && (kinds.isEmpty() || kinds.contains(kind));
  }
}
