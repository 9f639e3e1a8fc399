package dev.freehold.custody.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.work.CpuPool;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.testing.CustodyFixture;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A password")
class PasswordTest {

  private static final int ITERATIONS = 1_000;
  private static final String NAME = "marta.lind@meadow.example";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "elevenchars",
        "aabbccddaabbccdd",
        "123456789012345",
        "abcdefghijklmnop",
        "zyxwvutsrqponmlk",
        "my marta.lind 2026",
        "MARTA.LIND is it",
        "twelve\tchars and"
      })
  @DisplayName(
      "is refused if it is short, a plain sequence, made of few characters or the person's name")
  void weak(String text) {
    assertThatThrownBy(() -> new Password(text).requireGoodFor(NAME))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.PASSWORD_UNACCEPTABLE))
        .satisfies(e -> assertThat(text.isEmpty() || !e.getMessage().contains(text)).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"four plain words here", "Tr0mbone-17-x", "åäö ÅÄÖ åäö é"})
  @DisplayName("is accepted if it is long enough and not easily guessed")
  void strong(String text) {
    assertThatCode(() -> new Password(text).requireGoodFor(NAME)).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("has at most 256 characters")
  void bounded() {
    String long256 = "abxcz".repeat(51) + "q";
    assertThatCode(() -> new Password(long256).requireGoodFor(NAME)).doesNotThrowAnyException();
    assertThatThrownBy(() -> new Password(long256 + "q").requireGoodFor(NAME))
        .isInstanceOf(CustodyException.class);
    assertThat(new Password(long256 + "q").isInBounds()).isFalse();
  }

  @Test
  @DisplayName("is the same however its letters are composed, and never shows itself")
  void composed() {
    Password one = new Password("caf\u00e9 by the sea");
    assertThat(new Password("cafe\u0301 by the sea")).isEqualTo(one);
    assertThat(one.toString()).doesNotContain("sea");
  }

  @Test
  @DisplayName("that the server makes up follows the rule and is different each time")
  void generated() {
    Password made = Password.generate(CustodyFixture.SUITE.random());
    assertThatCode(() -> made.requireGoodFor(NAME)).doesNotThrowAnyException();
    assertThat(made.text()).matches("([a-z2-9]{5}-){4}[a-z2-9]{5}");
    assertThat(Password.generate(CustodyFixture.SUITE.random())).isNotEqualTo(made);
  }

  @Test
  @DisplayName("matches its own hash and no other's, under a salt of its own")
  void hashed() {
    Password password = new Password("four plain words here");
    PasswordHash hash = PasswordHash.of(password, ITERATIONS, CustodyFixture.SUITE.random());
    assertThat(CustodyLimits.PASSWORD_ITERATIONS).isGreaterThanOrEqualTo(600_000);
    assertThatThrownBy(() -> PasswordWork.ofThisMachine(CustodyLimits.MIN_PASSWORD_ITERATIONS - 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(hash.iterations()).isEqualTo(ITERATIONS);
    assertThat(hash.matches(password)).isTrue();
    assertThat(hash.matches(new Password("four plain words hers"))).isFalse();
    assertThat(PasswordHash.of(password, ITERATIONS, CustodyFixture.SUITE.random()).hash())
        .isNotEqualTo(hash.hash());
  }

  @Test
  @DisplayName("is hashed while no more others are hashed than there are slots")
  void boundedWork() throws InterruptedException {
    PasswordWork work = work(2, 32, Duration.ofSeconds(30));
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Thread[] threads =
        IntStream.range(0, 12)
            .mapToObj(
                _ ->
                    Thread.ofVirtual()
                        .start(
                            () ->
                                work.runFrom(
                                    "192.0.2.1",
                                    () -> {
                                      most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                                      return atOnce.decrementAndGet();
                                    })))
            .toArray(Thread[]::new);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  @DisplayName("waits for its turn within a bound")
  void busy() throws InterruptedException {
    assertRefusedBesideAnother(work(1, 1, Duration.ofMillis(20)));
  }

  private static PasswordWork work(int threads, int waiting, Duration maxWait) {
    return new PasswordWork(new CpuPool.Bounds(threads, waiting, waiting, maxWait), ITERATIONS);
  }

  private static void assertRefusedBesideAnother(PasswordWork work) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread first = Thread.ofVirtual().start(() -> holdUntil(end, begun, work));
    begun.await();
    assertThatThrownBy(() -> work.runFrom("192.0.2.1", () -> true))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.SIGN_INS_BUSY));
    end.countDown();
    first.join();
  }

  /** On a busy machine a thread of the pool comes too late for the first attempts. */
  private static void holdUntil(CountDownLatch end, CountDownLatch begun, PasswordWork work) {
    while (begun.getCount() > 0) {
      try {
        work.runFrom(
            "192.0.2.1",
            () -> {
              begun.countDown();
              return await(end);
            });
      } catch (CustodyException busy) {
        assertThat(busy.error()).isEqualTo(CustodyError.SIGN_INS_BUSY);
      }
    }
  }

  @Test
  @DisplayName("whose hashing fails leaves the slot to the next one")
  void failed() {
    PasswordWork work = work(1, 1, Duration.ofSeconds(30));
    assertThatThrownBy(
            () ->
                work.runFrom(
                    "192.0.2.1",
                    () -> {
                      throw new IllegalArgumentException("broken");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(work.runFrom("192.0.2.1", () -> 7)).isEqualTo(7);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
