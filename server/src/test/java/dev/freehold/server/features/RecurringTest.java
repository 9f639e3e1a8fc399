package dev.freehold.server.features;

import dev.freehold.custody.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Work that is done again and again")
class RecurringTest {

  @Test
  @DisplayName("goes on after an exception and after an error")
  void failures() {
    AtomicInteger runs = new AtomicInteger();
    try (Recurring _ =
        new Recurring(
            "test",
            Duration.ofMillis(1),
            () -> {
              switch (runs.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("on purpose");
                case 2 -> throw new NoClassDefFoundError("on purpose");
                default -> {}
              }
            })) {
      Eventually.holds("it runs again", () -> runs.get() > 2);
    }
  }
}
