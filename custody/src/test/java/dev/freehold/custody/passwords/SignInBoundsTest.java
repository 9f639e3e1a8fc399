package dev.freehold.custody.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.testing.ManualClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bounds of sign-ins")
class SignInBoundsTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T09:15:30Z"), ZoneOffset.UTC);
  private static final Duration WINDOW = CustodyLimits.SIGN_IN_WINDOW;

  private final SignInBounds bounds =
      new SignInBounds(new LocalAttempts(CLOCK, WINDOW), "password");

  private boolean isTaken(String account, String address) {
    try {
      bounds.take(account, address);
      return true;
    } catch (CustodyException refused) {
      return false;
    }
  }

  private int taken(int tries, String account, String format) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += isTaken(account, format.formatted(i)) ? 1 : 0;
    }
    return taken;
  }

  @Test
  @DisplayName("do not affect a network's other accounts, however often one of them fails")
  void refusedCountsNowhere() {
    assertThat(taken(200, "marta", "192.0.2.7"))
        .isEqualTo(CustodyLimits.MAX_FAILED_SIGN_INS_FROM_NETWORK);
    assertThat(isTaken("nora", "192.0.2.7")).isTrue();
    for (int i = 0; i < CustodyLimits.MAX_FAILED_SIGN_INS_OF_NETWORK / 10 + 1; i++) {
      assertThat(taken(200, "oda" + i, "198.51.%d.".formatted(i) + "%d"))
          .isEqualTo(CustodyLimits.MAX_FAILED_SIGN_INS_OF_ACCOUNT);
      assertThat(taken(20, "oda" + i, "203.0.113.1")).isZero();
    }
    assertThat(taken(10, "marta", "203.0.113.1")).isEqualTo(10);
  }

  @Test
  @DisplayName("delay a client with a 48-bit IPv6 network before the account is delayed everywhere")
  void wide() {
    String format = "2001:db8:7:%x:0:0:0:1";
    assertThat(taken(200, "marta", format))
        .isEqualTo(CustodyLimits.MAX_FAILED_SIGN_INS_FROM_WIDE_NETWORK)
        .isLessThan(CustodyLimits.MAX_FAILED_SIGN_INS_OF_ACCOUNT);
    assertThat(isTaken("marta", "2001:db8:8:0:0:0:0:1")).isTrue();
    int others = 0;
    for (int i = 0; i < 500; i++) {
      others += isTaken("somebody" + i, format.formatted(i)) ? 1 : 0;
    }
    assertThat(others)
        .isEqualTo(
            CustodyLimits.MAX_FAILED_SIGN_INS_OF_WIDE_NETWORK
                - CustodyLimits.MAX_FAILED_SIGN_INS_FROM_WIDE_NETWORK);
  }

  @Test
  @DisplayName("keep nobody out for longer because the clock was set back")
  void setBack() {
    ManualClock clock = new ManualClock();
    Attempts attempts = new Attempts(1, WINDOW, clock);
    assertThat(attempts.take("marta")).isTrue();
    assertThat(attempts.take("marta")).isFalse();
    clock.advance(Duration.ofDays(-1));
    assertThat(attempts.take("marta")).isTrue();
    assertThat(attempts.take("marta")).isFalse();
  }

  @Test
  @DisplayName("count nothing of attempts that are right, if several programs sign in at once")
  void atOnce() {
    for (int i = 0; i < 40; i++) {
      String account = "somebody" + i;
      List<SignInBounds.Attempt> programs =
          Stream.generate(() -> bounds.take(account, "192.0.2.7")).limit(5).toList();
      programs.forEach(SignInBounds.Attempt::succeeded);
    }
    assertThat(taken(10, "marta", "192.0.2.7")).isEqualTo(10);
  }

  @Test
  @DisplayName("do not forget clients with many attempts because strangers try many names")
  void many() {
    Attempts attempts = new Attempts(2, WINDOW, CLOCK);
    assertThat(attempts.take("marta")).isTrue();
    assertThat(attempts.take("marta")).isTrue();
    for (int i = 0; i < Attempts.MAX_KEYS + 10; i++) {
      assertThat(attempts.take("stranger" + i)).isTrue();
    }
    assertThat(attempts.take("marta")).isFalse();
  }
}
