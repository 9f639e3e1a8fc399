package dev.freehold.server.notifications;

import java.util.List;

/** Brings notifications to receivers on one channel. Thread-safe. */
public interface Carrier {

  /** The channel; no two carriers have the same. */
  Channel channel();

  /**
   * Who gets a notification of this occasion, at most {@link NotificationLimits#MAX_RECEIVERS}.
   *
   * @return ids of at most 64 characters that {@link #carry} understands
   */
  List<String> receivers(Occasion occasion);

  /**
   * Tries once, within {@link NotificationLimits#TRY}. It may have arrived even if the answer is
   * that it failed.
   */
  Carried carry(Notification notification, String receiver);
}
