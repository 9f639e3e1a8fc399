package dev.freehold.custody.roots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A vault's answer that comes in time or too late")
class TimedCallsTest {

  private final Key256 key = Key256.random(CustodyFixture.SUITE.random());

  @Test
  @DisplayName("A key that comes after the time limit is overwritten")
  void lateKey() {
    CountDownLatch late = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TimedCalls calls = new TimedCalls(threads, Duration.ofMillis(20));
      RootAnswer<Key256> answer = calls.within(() -> deafUntil(late));
      assertThat(answer)
          .isInstanceOfSatisfying(
              NotGiven.class,
              not -> assertThat(not.failure().kind()).isEqualTo(RootFailure.Kind.DID_NOT_ANSWER));
      assertThat(isOverwritten()).isFalse();
      late.countDown();
      Eventually.holds("the key is overwritten", this::isOverwritten);
    }
  }

  @Test
  @DisplayName("A key that comes in time is the caller's, and what is thrown is a failure")
  void inTime() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TimedCalls calls = new TimedCalls(threads, Duration.ofMinutes(1));
      assertThat(calls.within(() -> new Given<>(key))).isEqualTo(new Given<>(key));
      assertThat(isOverwritten()).isFalse();
      assertThat(
              calls.<Key256>within(
                  () -> {
                    throw new IllegalStateException("a wrong answer");
                  }))
          .isInstanceOf(NotGiven.class);
    }
  }

  /** The answer of a call that does not end when it is interrupted. */
  private RootAnswer<Key256> deafUntil(CountDownLatch end) {
    while (true) {
      try {
        end.await();
        return new Given<>(key);
      } catch (InterruptedException goesOn) {
        // The answer is on its way already.
      }
    }
  }

  private boolean isOverwritten() {
    try {
      return key.use(_ -> false);
    } catch (IllegalStateException closed) {
      return true;
    }
  }
}
