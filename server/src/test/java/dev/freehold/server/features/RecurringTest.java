package dev.freehold.server.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.freehold.custody.testing.Eventually;
import dev.freehold.server.AllWorks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  @DisplayName("is done in all its parts although one fails, and tells of the first failure")
  void parts() {
    List<String> done = new ArrayList<>();
    AllWorks all =
        new AllWorks(
            List.of(
                () -> {
                  throw new IllegalStateException("first");
                },
                () -> done.add("second"),
                () -> {
                  throw new IllegalArgumentException("third");
                },
                () -> done.add("fourth")));

    assertThatIllegalStateException().isThrownBy(all::run).withMessage("first");
    assertThat(done).containsExactly("second", "fourth");
  }
}
