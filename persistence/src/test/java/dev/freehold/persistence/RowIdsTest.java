package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ids of rows")
class RowIdsTest {

  /** The example of RFC 9562, appendix A.6. */
  private static final Instant EXAMPLE = Instant.parse("2022-02-22T19:22:22.000Z");

  @Test
  @DisplayName("begin with the time of the RFC's example and have its version and variant")
  void layout() {
    UUID id = RowIds.next(at(EXAMPLE));
    assertThat(id.toString()).startsWith("017f22e2-79b0-7");
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  @DisplayName("are in the order of the times at which they were made")
  void ordered() {
    assertThat(IntStream.range(0, 1_000).mapToObj(ms -> RowIds.next(at(EXAMPLE.plusMillis(ms)))))
        .isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
  }

  @Test
  @DisplayName("are not made twice, not even within the same millisecond")
  void distinct() {
    Clock still = at(EXAMPLE);
    assertThat(Stream.generate(() -> RowIds.next(still)).limit(10_000).distinct()).hasSize(10_000);
  }

  @Test
  @DisplayName("are compared as their bytes are, whatever they begin with")
  void byBytes() {
    assertThat(
            Stream.of(
                "00000000-0000-0000-0000-000000000000",
                "7fffffff-ffff-ffff-7fff-ffffffffffff",
                "7fffffff-ffff-ffff-8000-000000000000",
                "80000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff"))
        .map(UUID::fromString)
        .isSortedAccordingTo(RowIds.ORDER)
        .isSortedAccordingTo((a, b) -> Arrays.compareUnsigned(RowIds.bytes(a), RowIds.bytes(b)));
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
