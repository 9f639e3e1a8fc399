package dev.freehold.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Notices")
class NoticeSenderTest {

  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch attempts = new CountDownLatch(2);
  private final DataSource broken =
      (DataSource)
          Proxy.newProxyInstance(
              NoticeSenderTest.class.getClassLoader(),
              new Class<?>[] {DataSource.class},
              (_, _, _) -> {
                attempts.countDown();
                throw new IllegalStateException("no connection, in a way that nobody foresaw");
              });

  @Test
  @DisplayName("are sent on after a failure that nobody foresaw")
  void unforeseen() throws InterruptedException {
    try (NoticeSender sender = new NoticeSender(broken, UUID.randomUUID())) {
      sender.beat();
      assertThat(attempts.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }
}
