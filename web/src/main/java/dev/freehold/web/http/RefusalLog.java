package dev.freehold.web.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.web.WebLimits;
import dev.freehold.web.net.PeerNetworks;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs requests that are refused before authentication: one line for each network in {@link
 * WebLimits#REFUSAL_LOG_INTERVAL}, so that nobody can fill the log. Networks beyond the length of
 * its list share one line. Thread-safe.
 */
public final class RefusalLog {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private static final String OTHERS = "other networks";

  private final LongSupplier nanoTime;
  private final Consumer<String> lines;

  /** Ordered by the times of the lines. */
  @GuardedBy("itself")
  private final SequencedMap<String, LastLine> written = new LinkedHashMap<>();

  /** Has said nothing yet. */
  public RefusalLog() {
    this(System::nanoTime, LOG::info);
  }

  RefusalLog(LongSupplier nanoTime, Consumer<String> lines) {
    this.nanoTime = nanoTime;
    this.lines = lines;
  }

  /**
   * A request was refused.
   *
   * @param address where it came from
   * @param status the HTTP status of the answer
   * @param why the stable code of the refusal, or the sentence that the client got
   */
  public void refused(String address, int status, String why) {
    String network = PeerNetworks.of(address);
    due(network)
        .ifPresent(
            left ->
                lines.accept(
                    "refused a request from %s: %d %s; left out since the last such line: %d"
                        .formatted(network, status, why, left)));
  }

  /** How many had no line since the last one, if there may be a line now. */
  private OptionalLong due(String network) {
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
