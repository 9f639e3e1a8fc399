package dev.freehold.custody.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.testing.CustodyFixture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A user code")
class UserCodeTest {

  @Test
  @DisplayName("has eight consonants and is shown in two groups")
  void form() {
    UserCode code = UserCode.generate(CustodyFixture.SUITE.random());
    assertThat(code.letters()).matches("[BCDFGHJKLMNPQRSTVWXZ]{8}");
    assertThat(code.shown()).matches("[A-Z]{4}-[A-Z]{4}");
    assertThat(code.toString()).doesNotContain(code.letters());
  }

  @Test
  @DisplayName("uses each letter about as often as the others")
  void unbiased() {
    long[] counts = new long[128];
    IntStream.range(0, 2_000)
        .mapToObj(_ -> UserCode.generate(CustodyFixture.SUITE.random()).letters())
        .flatMapToInt(String::chars)
        .forEach(letter -> counts[letter]++);
    for (char letter : "BCDFGHJKLMNPQRSTVWXZ".toCharArray()) {
      assertThat(counts[letter]).as("%c", letter).isBetween(600L, 1_000L);
    }
  }

  @Test
  @DisplayName("is read in any case, with spaces and dashes, and only if it can be one")
  void parsed() {
    UserCode code = new UserCode("BCDFGHJK");
    assertThat(UserCode.parse("bcdf-ghjk")).contains(code);
    assertThat(UserCode.parse(" BCDF GHJK ")).contains(code);
    assertThat(UserCode.parse("BCDFGHJ")).isEmpty();
    assertThat(UserCode.parse("BCDFGHJA")).isEmpty();
    assertThat(UserCode.parse("")).isEmpty();
    assertThat(UserCode.parse(" ".repeat(1_000_000))).isEmpty();
  }
}
