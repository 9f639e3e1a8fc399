package dev.freehold.web.http;

import dev.freehold.web.net.PeerNetworks;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs requests that are refused before authentication, as {@link LogTurns} lets. Thread-safe. */
public final class RefusalLog {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  private final LogTurns turns;
  private final Consumer<String> lines;

  /** Has said nothing yet. */
  public RefusalLog() {
    this(System::nanoTime, LOG::info);
  }

  RefusalLog(LongSupplier nanoTime, Consumer<String> lines) {
    this.turns = new LogTurns(nanoTime);
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
    turns
        .take(network)
        .ifPresent(
            left ->
                lines.accept(
                    "refused a request from %s: %d %s; left out since the last such line: %d"
                        .formatted(network, status, why, left)));
  }
}
