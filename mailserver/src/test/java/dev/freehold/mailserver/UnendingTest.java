package dev.freehold.mailserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnendingTest {

  @Test
  @DisplayName("Work of which there is one thread goes on after any failure, until it is to end")
  void goesOn() {
    AtomicInteger rounds = new AtomicInteger();
    Unending.start(
        "test",
        () -> rounds.get() < 5,
        () -> {
          switch (rounds.incrementAndGet()) {
            case 1 -> throw new IOException("too many open files");
            case 2 -> throw new IllegalStateException();
            case 3 -> throw new StackOverflowError();
            default -> {}
          }
        });
    await().until(() -> rounds.get() == 5);
    assertThat(rounds).hasValue(5);
  }
}
