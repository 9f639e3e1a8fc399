package dev.freehold.custody.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("How long silence is bridged")
class SilenceBoundTest {

  private static final Instant AGREED = Instant.parse("2026-11-28T08:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"never", "1h", "24h", "8760h", "no-bound"})
  @DisplayName("is read as it is written")
  void isReadAsWritten(String text) {
    assertThat(SilenceBound.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0h", "24", "024h", "8761h", "-1h", "24H", "24h ", "NEVER", "2147483647h"})
  @DisplayName("is refused in any other form")
  void otherFormsAreRefused(String text) {
    assertThatThrownBy(() -> SilenceBound.parse(text))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.SILENCE_BOUND_INVALID));
  }

  @ParameterizedTest
  @CsvSource({
    "never, PT0S, false",
    "1h, PT59M59.999S, true",
    "1h, PT1H, false",
    "24h, PT23H59M59.999S, true",
    "24h, PT24H, false",
    "no-bound, PT100000H, true",
  })
  @DisplayName("is counted from the last agreement, to the millisecond")
  void countsFromTheAgreement(String bound, Duration since, boolean isBridged) {
    RootsKnown known = known(false, Optional.of(AGREED), bound, bound);
    assertThat(known.silence(AGREED.plus(since)))
        .isEqualTo(isBridged ? Silence.BRIDGED : Silence.LAPSED);
  }

  @ParameterizedTest
  @CsvSource({
    "1h, no-bound, 1h",
    "no-bound, 1h, 1h",
    "never, 24h, never",
    "24h, never, never",
    "no-bound, no-bound, no-bound",
  })
  @DisplayName("is the shorter of what was chosen at the last agreement and what is chosen now")
  void theShorterCounts(String then, String now, String expected) {
    assertThat(known(false, Optional.of(AGREED), then, now).bound()).hasToString(expected);
  }

  @Test
  @DisplayName("does not matter for a policy that is locked, or of which no agreement is known")
  void lockedAndUnknown() {
    assertThat(known(true, Optional.of(AGREED), "no-bound", "no-bound").silence(AGREED))
        .isEqualTo(Silence.LOCKED);
    assertThat(known(false, Optional.empty(), "no-bound", "no-bound").silence(AGREED))
        .isEqualTo(Silence.LAPSED);
  }

  @Test
  @DisplayName("has an end that can be shown, unless there is no bound")
  void end() {
    assertThat(known(false, Optional.of(AGREED), "24h", "24h").bridgedUntil())
        .contains(AGREED.plus(Duration.ofDays(1)));
    assertThat(known(false, Optional.of(AGREED), "no-bound", "no-bound").bridgedUntil()).isEmpty();
  }

  private static RootsKnown known(
      boolean isLocked, Optional<Instant> agreedAt, String then, String now) {
    return new RootsKnown(isLocked, agreedAt, SilenceBound.parse(then), SilenceBound.parse(now));
  }
}
