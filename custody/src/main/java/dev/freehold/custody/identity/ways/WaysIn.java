package dev.freehold.custody.identity.ways;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * The ways in of people and programs, in the caller's transaction. Code that signs somebody in
 * checks the proof, such as a password, and asks {@link #open} as well: a way that has ended, or
 * whose row somebody forged, opens nothing. Ways in are deleted with their owner. Thread-safe.
 */
public final class WaysIn {

  private WaysIn() {}

  /** Puts a new way in. */
  public static void begin(Handle tx, WayIn way) {
    WayRows.deleteOver(tx, way.objectId(), CustodyLimits.MAX_WAYS_OVER, way.madeAt());
    WayRows.insert(tx, way);
  }

  /** Puts it in the place of the one with the same id, ended or not, if there is one. */
  public static void renew(Handle tx, WayIn way) {
    WayRows.delete(tx, way.id());
    WayRows.insert(tx, way);
  }

  /**
   * The way in with this id, if it is of this kind and this owner and still open.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public static Optional<WayIn> open(Handle tx, WayKind kind, UUID id, UUID objectId, Instant now) {
    return WayRows.find(tx, id)
        .filter(way -> way.kind() == kind)
        .filter(way -> way.objectId().equals(objectId))
        .filter(way -> way.isOpen(now));
  }

  /** The only one of its kind, see {@link WayIn#onlyOne}. */
  public static Optional<WayIn> open(Handle tx, WayKind kind, UUID objectId, Instant now) {
    return open(tx, kind, objectId, objectId, now);
  }

  /**
   * One of an identity's ways that has not ended.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public static Optional<WayIn> find(
      Handle tx, UUID tenantId, UUID objectId, UUID id, Instant now) {
    return WayRows.find(tx, tenantId, id)
        .filter(way -> way.objectId().equals(objectId))
        .filter(way -> way.isOpen(now));
  }

  /**
   * An identity's ways, the newest first, among them the newest of those that are over; without
   * rows that are refused. At most {@link CustodyLimits#MAX_PAGE_ROWS}.
   */
  public static List<WayIn> list(Handle tx, UUID tenantId, UUID objectId) {
    return WayRows.list(tx, tenantId, objectId, CustodyLimits.MAX_PAGE_ROWS);
  }

  /** Gives a way another name, by which its owner recognises it. */
  public static void relabel(Handle tx, UUID id, String label) {
    WayRows.relabel(tx, id, label);
  }

  /** Lets a way end later than it would have. */
  public static void prolong(Handle tx, UUID id, Instant goodUntil) {
    WayRows.prolong(tx, id, goodUntil);
  }

  /** Ends a way, if it is there and has not ended; what proves it is the caller's to delete. */
  public static void end(Handle tx, UUID id, WayEnd why, Instant now) {
    WayRows.end(tx, id, why, now);
  }

  /** Ends an identity's ways of these kinds in the same way. */
  public static void endAll(
      Handle tx, UUID objectId, Predicate<WayKind> kinds, WayEnd why, Instant now) {
    WayRows.notEnded(tx, objectId).stream()
        .filter(way -> kinds.test(way.kind()))
        .filter(way -> way.isOpen(now))
        .forEach(way -> end(tx, way.id(), why, now));
  }
}
