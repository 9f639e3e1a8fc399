package dev.freehold.web.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.web.WebLimits;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/**
 * Says when a line that clients can cause may be logged: one for each network in {@link
 * WebLimits#REFUSAL_LOG_INTERVAL}, so that nobody can fill the log. Networks beyond {@link
 * WebLimits#MAX_LOGGED_NETWORKS} share one line. Thread-safe.
 */
public final class LogTurns {

  private static final String OTHERS = "other networks";

  private final LongSupplier nanoTime;

  /** Ordered by the times of the lines. */
  @GuardedBy("itself")
  private final SequencedMap<String, LastLine> written = new LinkedHashMap<>();

  /** No line was logged yet. */
  public LogTurns() {
    this(System::nanoTime);
  }

  LogTurns(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * How many lines were left out since the last one, if there may be a line now; empty if this one
   * is left out too.
   */
  public OptionalLong take(String network) {
    long now = nanoTime.getAsLong();
    synchronized (written) {
      String key = written.containsKey(network) || hasRoom(now) ? network : OTHERS;
      LastLine last = written.get(key);
      if (last != null && isFresh(last, now)) {
        last.leftOut++;
        return OptionalLong.empty();
      }
      written.remove(key);
      written.put(key, new LastLine(now));
      return OptionalLong.of(last == null ? 0 : last.leftOut);
    }
  }

  @GuardedBy("written")
  private boolean hasRoom(long now) {
    if (written.size() < WebLimits.MAX_LOGGED_NETWORKS) {
      return true;
    }
    if (isFresh(written.firstEntry().getValue(), now)) {
      return false;
    }
    written.pollFirstEntry();
    return true;
  }

  private static boolean isFresh(LastLine line, long now) {
    return now - line.atNanos < WebLimits.REFUSAL_LOG_INTERVAL.toNanos();
  }

  private static final class LastLine {

    private final long atNanos;
    private long leftOut;

    LastLine(long atNanos) {
      this.atNanos = atNanos;
    }
  }
}
