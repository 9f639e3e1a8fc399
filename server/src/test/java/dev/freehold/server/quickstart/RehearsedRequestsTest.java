package dev.freehold.server.quickstart;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.freehold.server.run.FreeholdServer;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The requests of a rehearsal")
class RehearsedRequestsTest {

  private static final int ROUNDS = 8;

  @Test
  @DisplayName("are all answered by a server that has just started")
  void answered() throws Exception {
    Clock clock = Clock.systemUTC();
    try (QuickstartFolder folder = QuickstartFolder.temporary();
        FreeholdServer server =
            FreeholdServer.start(QuickstartSettings.of(folder, Map.of(), false), clock)) {
      assertThatCode(() -> RehearsedRequests.send(server, clock, ROUNDS))
          .doesNotThrowAnyException();
    }
  }
}
