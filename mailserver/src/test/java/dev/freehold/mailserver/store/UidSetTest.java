package dev.freehold.mailserver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A set of UIDs")
class UidSetTest {

  @Test
  @DisplayName("holds what a tree would hold after any additions and removals")
  void likeATree() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    UidSet set = new UidSet();
    TreeSet<Long> tree = new TreeSet<>(List.of(3L, 5L, 0xFFFF_FFFFL));
    set.set(tree.stream().mapToLong(Long::longValue));
    for (int step = 0; step < 5_000; step++) {
      long uid = 1L + random.nextInt(200);
      if (random.nextInt(3) > 0) {
        set.add(uid);
        tree.add(uid);
      } else {
        set.remove(uid);
        tree.remove(uid);
      }
    }
    assertThat(set.without(LongStream.empty())).as("seed %d", seed).containsExactlyElementsOf(tree);
    LongStream others = tree.stream().skip(1).mapToLong(Long::longValue);
    assertThat(set.without(others)).containsExactly(tree.first());
  }
}
