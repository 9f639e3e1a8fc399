package dev.freehold.custody.identity.ways;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One way in, without the secret or hash that proves it.
 *
 * @param id its own. A person's password and a program's secret, of which each has one, have the
 *     object id of their owner
 * @param tenantId whose tenant's
 * @param objectId the identity that signs in by it
 * @param kind what it is
 * @param scope what it opens
 * @param label by what people recognise it: the id of an access key, the name that a client gives
 *     itself, or the name that a person gave an app password; may be empty
 * @param madeAt since when it is good
 * @param lastUsedAt when it was last used, to a minute or, of an app password, an hour; empty if it
 *     was not
 * @param goodUntil when it ends by itself, if it does
 * @param endedAt when it was ended, if it was
 * @param why for what reason
 */
public record WayIn(
    UUID id,
    UUID tenantId,
    UUID objectId,
    WayKind kind,
    WayScope scope,
    String label,
    Instant madeAt,
    Optional<Instant> lastUsedAt,
    Optional<Instant> goodUntil,
    Optional<Instant> endedAt,
    Optional<WayEnd> why) {

  /** A new one. */
  public static WayIn of(
      UUID id, UUID tenantId, UUID objectId, WayKind kind, WayScope scope, Instant madeAt) {
    return new WayIn(
        id,
        tenantId,
        objectId,
        kind,
        scope,
        "",
        madeAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The only way of its kind that its owner has. */
  public static WayIn onlyOne(UUID tenantId, UUID objectId, WayKind kind, Instant madeAt) {
    return of(objectId, tenantId, objectId, kind, WayScope.EVERYTHING, madeAt);
  }

  /** The same with what people recognise it by. */
  public WayIn labelled(String text) {
    return new WayIn(
        id, tenantId, objectId, kind, scope, text, madeAt, lastUsedAt, goodUntil, endedAt, why);
  }

  /** The same with an end. */
  public WayIn until(Instant end) {
    return new WayIn(
        id,
        tenantId,
        objectId,
        kind,
        scope,
        label,
        madeAt,
        lastUsedAt,
        Optional.of(end),
        endedAt,
        why);
  }

  /** Whether it has neither ended nor expired. */
  public boolean isOpen(Instant now) {
    return endedAt.isEmpty() && goodUntil.map(now::isBefore).orElse(true);
  }
}
