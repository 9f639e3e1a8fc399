package dev.freehold.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.web.http.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  private static final long TOTAL = 1_000;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-999, 0, 1000",
    "bytes=10-19, 10, 10",
    "bytes=990-, 990, 10",
    "bytes=-10, 990, 10",
    "bytes=-5000, 0, 1000",
    "bytes=500-5000, 500, 500",
  })
  @DisplayName("One range is taken")
  void oneRange(String header, long from, long length) {
    assertThat(ByteRange.of(Optional.of(header), TOTAL))
        .isEqualTo(new ByteRange(from, length, TOTAL, true));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"bytes=-", "bytes=0-1,5-6", "lines=0-1", "bytes=5-1", "bytes=a-b", "bytes=--5"})
  @DisplayName("Several ranges and what is malformed count as none")
  void ignored(String header) {
    assertThat(ByteRange.of(Optional.of(header), TOTAL))
        .isEqualTo(new ByteRange(0, TOTAL, TOTAL, false));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"bytes=1000-", "bytes=5000-6000", "bytes=-0"})
  @DisplayName("A range outside of the content is an error")
  void outside(String header) {
    assertThatThrownBy(() -> ByteRange.of(Optional.of(header), TOTAL))
        .isInstanceOf(ProblemException.class);
  }
}
