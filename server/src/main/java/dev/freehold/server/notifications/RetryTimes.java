package dev.freehold.server.notifications;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** When a delivery that failed is tried again. */
final class RetryTimes {

  private static final int MAX_DOUBLINGS = 20;
  private static final double SPREAD = 0.2;

  private RetryTimes() {}

  /** The pause before the next try without spread. */
  static Duration pause(long tries) {
    int doublings = (int) Math.min(MAX_DOUBLINGS, Math.max(0, tries - 1));
    Duration pause = NotificationLimits.FIRST_PAUSE.multipliedBy(1L << doublings);
    return pause.compareTo(NotificationLimits.LONGEST_PAUSE) < 0
        ? pause
        : NotificationLimits.LONGEST_PAUSE;
  }

  /** The next try, spread by up to a fifth so that not all come at once. */
  static Instant next(Instant now, long tries) {
    double factor = 1 + SPREAD * ThreadLocalRandom.current().nextDouble();
    return now.plusMillis((long) (pause(tries).toMillis() * factor));
  }

  /** A time further off than any pause was written before a clock was set back. */
  static Instant farOff(Instant now) {
    return now.plus(NotificationLimits.LONGEST_PAUSE.multipliedBy(2));
  }

  static boolean isOver(Notification notification, Instant now) {
    return !now.isBefore(notification.createdAt().plus(NotificationLimits.TRIED_FOR));
  }
}
