package dev.freehold.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.PersistenceLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("The pulse of a PostgreSQL server that does not answer")
class PulseTest {

  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
  private static final long MAX_SILENCE_NANOS =
      Duration.ofMillis(PersistenceLimits.MAX_SILENCE_MILLIS).toNanos();

  /** Asks nobody, so nobody answers. */
  private final Pulse pulse = new Pulse("a database", new PGSimpleDataSource(), () -> {}, 0);

  private long now;

  /** What the driver does with an answer that it does not understand, for instance. */
  private static final class Broken extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    private final transient CountDownLatch asked = new CountDownLatch(2);

    @Override
    public Connection getConnection() {
      asked.countDown();
      throw new IllegalStateException("nobody foresaw this");
    }
  }

  @Test
  @DisplayName("Is asked again after a failure that nobody foresaw")
  void unforeseen() throws InterruptedException {
    Broken source = new Broken();
    try (Pulse _ = Pulse.start("a database", source, () -> {})) {
      assertThat(source.asked.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** A server that is down. */
  private static final class Refusing extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    @Override
    public Connection getConnection() throws SQLException {
      throw new SQLException("connection refused", "08001");
    }
  }

  @Test
  @DisplayName("Is looked at again after calls could not be given up")
  void goesOn() throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(2);
    Runnable failing =
        () -> {
          looks.countDown();
          throw new StackOverflowError();
        };
    try (Pulse _ = Pulse.start("a database", new Refusing(), failing)) {
      assertThat(looks.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void lookAfter(long nanos) {
    now += nanos;
    pulse.look(now);
  }

  @Test
  @DisplayName("Is silent as soon as looks that come in time have waited for long enough")
  void inTime() {
    while (now < MAX_SILENCE_NANOS) {
      lookAfter(LOOK_NANOS);
      assertThat(pulse.isSilent()).as("after %d ns", now).isFalse();
    }
    lookAfter(LOOK_NANOS);
    assertThat(pulse.isSilent()).isTrue();
  }

  @Test
  @DisplayName("Is not blamed for a pause of this process, not even by who runs first after it")
  void paused() {
    lookAfter(LOOK_NANOS);
    now += 5 * MAX_SILENCE_NANOS;
    assertThat(pulse.isSilent()).isFalse();
    pulse.look(now);
    assertThat(pulse.isSilent()).isFalse();
  }

  @Test
  @DisplayName("Has longer on a machine that is too busy, and is silent there in the end")
  void busy() {
    long looks = MAX_SILENCE_NANOS / LOOK_NANOS;
    for (long look = 0; look < looks; look++) {
      lookAfter(4 * LOOK_NANOS);
      assertThat(pulse.isSilent()).as("look %d", look).isFalse();
    }
    lookAfter(4 * LOOK_NANOS);
    assertThat(pulse.isSilent()).isTrue();
  }
}
