package dev.freehold.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Notices")
class NoticeSenderTest {

  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch attempts = new CountDownLatch(2);

  /** Gives no connection, and says so when {@code until} is over. */
  private DataSource broken(Callable<?> until) {
    return (DataSource)
        Proxy.newProxyInstance(
            NoticeSenderTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, _, _) -> {
              attempts.countDown();
              until.call();
              throw new IllegalStateException("no connection, in a way that nobody foresaw");
            });
  }

  @Test
  @DisplayName("are sent on after a failure that nobody foresaw")
  void unforeseen() throws InterruptedException {
    try (NoticeSender sender = new NoticeSender(broken(() -> null), UUID.randomUUID())) {
      sender.beat();
      assertThat(attempts.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  @DisplayName("that are being sent while a process ends are sent once more if that fails")
  void ending() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ending = new CountDownLatch(1);
    DataSource slow =
        broken(
            () -> {
              begun.countDown();
              ending.await();
              TimeUnit.MILLISECONDS.sleep(50);
              return null;
            });
    try (NoticeSender sender = new NoticeSender(slow, UUID.randomUUID())) {
      sender.changed(Set.of(UUID.randomUUID()));
      begun.await();
      ending.countDown();
    }
    assertThat(attempts.getCount()).isZero();
  }
}
