package dev.freehold.mailserver.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DeliveryFailuresTest {

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(DeliveryFailures.class);

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void leave() {
    log.detachAppender(lines);
  }

  @Test
  @DisplayName("A database that is down is a warning of one line, and the mail waits")
  void databaseIsDown() {
    Throwable down =
        new IllegalStateException(
            new PersistenceException(
                PersistenceError.UNREACHABLE, "the database does not answer", new IOException()));
    assertThat(DeliveryFailures.unexpected(down)).isEqualTo(DeliveryFailures.OF_THIS_SERVER);
    ILoggingEvent line = lines.list.getFirst();
    assertThat(line.getLevel()).isEqualTo(Level.WARN);
    assertThat(line.getFormattedMessage())
        .isEqualTo("mail has to wait: the database does not answer");
    assertThat(line.getThrowableProxy()).isNull();
  }

  @Test
  @DisplayName("What nobody foresaw is an error with its trace")
  void unforeseen() {
    assertThat(DeliveryFailures.unexpected(new IllegalStateException("odd")))
        .isEqualTo(DeliveryFailures.OF_THIS_SERVER);
    assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.ERROR);
    assertThat(lines.list.getFirst().getThrowableProxy()).isNotNull();
  }
}
