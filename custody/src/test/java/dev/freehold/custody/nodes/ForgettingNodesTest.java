package dev.freehold.custody.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyLimits;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a receipt says of nodes")
class ForgettingNodesTest {

  private static final int MAX_DETAIL_CHARS = 1_024;

  private static String words(List<String> done, List<String> silent, List<String> removed) {
    return new ForgettingNodes(done, silent, removed, Duration.ZERO).words();
  }

  private static List<String> longNames(int count) {
    return IntStream.range(10, 10 + count).mapToObj(i -> "n".repeat(30) + i).toList();
  }

  @Test
  @DisplayName("names each with what it did, and nobody without nodes")
  void named() {
    assertThat(words(List.of(), List.of(), List.of())).isEmpty();
    assertThat(words(List.of("a"), List.of("b"), List.of("c")))
        .isEqualTo("a overwrote its keys; b did not answer, its leases have ended; c was removed");
    assertThat(words(List.of("a", "b"), List.of(), List.of("c", "d")))
        .isEqualTo("a, b overwrote their keys; c, d were removed");
  }

  @Test
  @DisplayName("is whole with as many nodes as there can be")
  void most() {
    List<String> present = longNames(CustodyLimits.MAX_NODES);
    String words =
        words(
            present.subList(0, 8),
            present.subList(8, present.size()),
            longNames(CustodyLimits.MAX_LISTED_NODES));
    assertThat(words)
        .hasSizeLessThanOrEqualTo(MAX_DETAIL_CHARS)
        .endsWith("; 56 more removed earlier");
  }
}
