package dev.freehold.mailserver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
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
    set.set(new ArrayList<>(tree));
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
    assertThat(set.without(List.of())).as("seed %d", seed).containsExactlyElementsOf(tree);
    List<Long> all = new ArrayList<>(tree);
    assertThat(set.without(all.subList(1, all.size()))).containsExactly(tree.first());
  }
}
