package dev.freehold.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.WebLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of refused requests the log has")
class RefusalLogTest {

  private static final long INTERVAL = WebLimits.REFUSAL_LOG_INTERVAL.toNanos();

  private final AtomicLong nanos = new AtomicLong(-INTERVAL / 2);
  private final List<String> lines = new ArrayList<>();
  private final RefusalLog log = new RefusalLog(nanos::get, lines::add);

  @Test
  @DisplayName("one line a minute for each network, which says how many were left out")
  void oneLine() {
    for (int i = 0; i < 1000; i++) {
      log.refused("192.0.2.1", 400, "http-400");
      log.refused("192.0.2.2", 503, "too-many-requests");
    }
    assertThat(lines)
        .containsExactly(
            "refused a request from 192.0.2.1: 400 http-400; left out since the last such line: 0",
            "refused a request from 192.0.2.2: 503 too-many-requests; left out since the last such"
                + " line: 0");
    nanos.addAndGet(INTERVAL - 1);
    log.refused("192.0.2.1", 431, "http-431");
    assertThat(lines).hasSize(2);
    nanos.addAndGet(1);
    log.refused("192.0.2.1", 431, "http-431");
    assertThat(lines.getLast())
        .isEqualTo(
            "refused a request from 192.0.2.1: 431 http-431; left out since the last such line:"
                + " 1000");
  }

  @Test
  @DisplayName("one line for all addresses of one half of IPv6")
  void addressesOfOneNetwork() {
    log.refused("2001:db8:0:1:0:0:0:1", 400, "http-400");
    log.refused("2001:db8:0:1:0:0:0:2", 400, "http-400");
    assertThat(lines).hasSize(1);
  }

  @Test
  @DisplayName("one line for all networks beyond a number, until others are a minute old")
  void manyNetworks() {
    for (int i = 0; i < WebLimits.MAX_LOGGED_NETWORKS; i++) {
      log.refused("network-" + i, 400, "http-400");
    }
    lines.clear();
    for (int i = 0; i < 1000; i++) {
      log.refused("stranger-" + i, 400, "http-400");
      log.refused("network-" + i, 400, "http-400");
    }
    assertThat(lines).hasSize(1);
    nanos.addAndGet(INTERVAL);
    log.refused("stranger-1", 400, "http-400");
    assertThat(lines.getLast()).contains("stranger-1").endsWith(": 0");
  }
}
