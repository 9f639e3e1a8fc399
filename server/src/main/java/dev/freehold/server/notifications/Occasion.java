package dev.freehold.server.notifications;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A reason to notify somebody.
 *
 * @param kind of the occasion
 * @param tenantId whose it is
 * @param subject the id of what it is about: a purge, a request, an act, a job or a policy; with a
 *     slash and the number of the root key if it is about one. The same subject is notified of once
 *     within {@link NotificationLimits#QUIET}
 * @param persons object ids of those whose turn it is, if the kind has no role for them
 * @param facts for texts
 */
public record Occasion(
    NotificationKind kind,
    UUID tenantId,
    String subject,
    Set<UUID> persons,
    Map<Fact, String> facts) {

  /** Copies set and map. */
  public Occasion {
    persons = Set.copyOf(persons);
    facts = Map.copyOf(facts);
  }

  /** One about which persons are told by their roles. */
  public Occasion(NotificationKind kind, UUID tenantId, String subject, Map<Fact, String> facts) {
    this(kind, tenantId, subject, Set.of(), facts);
  }
}
