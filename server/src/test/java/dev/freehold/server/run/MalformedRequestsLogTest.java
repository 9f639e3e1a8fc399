package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.freehold.server.log.LogSetup;
import dev.freehold.web.http.RefusalLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Nobody fills the log with what is no request. */
@DisplayName("Malformed requests")
@Isolated("it reads what the whole process logs")
class MalformedRequestsLogTest {

  private static final int ROUNDS = 10;

  private static final List<String> TEXTS =
      List.of(
          "GET / HTTP/1.1\r\nHost: user@HOST" + MalformedRequests.END,
          "GET / HTTP/1.1\r\nHost: a:port" + MalformedRequests.END,
          "GET /%zz HTTP/1.1\r\nHost: HOST" + MalformedRequests.END);

  private final LoggerContext configured = new LoggerContext();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private MalformedRequests requests;
  private Level levelBefore;

  @BeforeEach
  void start(@TempDir Path folder) {
    requests = new MalformedRequests(folder.resolve("data"));
    new LogSetup().configure(configured);
    configured.getLogger(RefusalLog.class).setLevel(Level.INFO);
    Logger root = root();
    levelBefore = root.getLevel();
    root.setLevel(Level.INFO);
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void stop() {
    root().detachAppender(logged);
    root().setLevel(levelBefore);
    requests.close();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Test
  @DisplayName("make one line a minute in the log for each network, and no stack trace")
  void log() throws IOException {
    long startNanos = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      for (String text : TEXTS) {
        for (String host : requests.ports().keySet()) {
          requests.answer(host, text);
        }
      }
      String management = requests.server().vaults().loginUri().getAuthority();
      requests.answer(
          "management." + management.substring("login.".length()),
          "GET / HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer nonsense" + MalformedRequests.END);
    }
    long minutes = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - startNanos) + 1;
    List<ILoggingEvent> lines =
        List.copyOf(logged.list).stream()
            .filter(
                line -> configured.getLogger(line.getLoggerName()).isEnabledFor(line.getLevel()))
            .toList();
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.getLoggerName()).isEqualTo(RefusalLog.class.getName());
              assertThat(line.getFormattedMessage()).contains(MalformedRequests.FROM);
              assertThat(line.getThrowableProxy()).isNull();
            })
        .hasSizeLessThanOrEqualTo((int) minutes);
  }
}
