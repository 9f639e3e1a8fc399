package dev.freehold.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A storm")
class StormTest {

  private static final int STORMS_OF_TWENTY_MINUTES = 18;

  @Test
  @DisplayName("is the same for the same seed and number, and another one for others")
  void replays() {
    assertThat(Storm.of(7, 3)).isEqualTo(Storm.of(7, 3));
    assertThat(Storm.of(7, 3).faults()).isNotEqualTo(Storm.of(7, 4).faults());
    assertThat(Storm.of(7, 3).faults()).isNotEqualTo(Storm.of(8, 3).faults());
  }

  @Test
  @DisplayName("has nothing happen to a machine that has a fault already")
  void oneAtATime() {
    for (Storm storm : storms(1, 200)) {
      List<PlannedFault> faults = storm.faults();
      for (int i = 0; i < faults.size(); i++) {
        PlannedFault fault = faults.get(i);
        assertThat(faults.subList(i + 1, faults.size()))
            .as("storm %d after %s", storm.number(), fault)
            .noneMatch(fault::excludes);
      }
    }
  }

  @Test
  @DisplayName("has faults that overlap")
  void overlaps() {
    assertThat(storms(1, 20))
        .allSatisfy(
            storm ->
                assertThat(storm.faults())
                    .anyMatch(
                        fault ->
                            storm.faults().stream()
                                .anyMatch(
                                    other ->
                                        other.at().compareTo(fault.at()) > 0
                                            && other.at().compareTo(fault.until()) < 0)));
  }

  @Test
  @DisplayName("is one of eighteen that have 200 faults, of all kinds")
  void enough() {
    for (long seed = 0; seed < 50; seed++) {
      List<PlannedFault> all =
          storms(seed, STORMS_OF_TWENTY_MINUTES).stream()
              .flatMap(storm -> storm.faults().stream())
              .toList();
      assertThat(all).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(200);
      Set<FaultKind> kinds =
          all.stream()
              .map(PlannedFault::kind)
              .collect(Collectors.toCollection(() -> EnumSet.noneOf(FaultKind.class)));
      assertThat(kinds).as("seed %d", seed).containsExactly(FaultKind.values());
    }
  }

  @Test
  @DisplayName("lasts as long as its kinds say, and begins within 24 seconds")
  void bounds() {
    assertThat(storms(3, 100).stream().flatMap(storm -> storm.faults().stream()))
        .allSatisfy(
            fault -> {
              assertThat(fault.at()).isBetween(Duration.ZERO, Storm.LENGTH);
              assertThat(fault.lasts().toMillis())
                  .isBetween((long) fault.kind().leastMillis(), (long) fault.kind().mostMillis());
              assertThat(fault.other().isPresent()).isEqualTo(!fault.kind().others().isEmpty());
            });
  }

  @Test
  @DisplayName("is told in words")
  void words() {
    assertThat(Stream.of(Storm.of(1, 1)).flatMap(storm -> storm.faults().stream()))
        .allSatisfy(fault -> assertThat(fault.toString()).contains(": "));
  }

  private static List<Storm> storms(long seed, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> Storm.of(seed, number)).toList();
  }
}
