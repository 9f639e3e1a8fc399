package dev.freehold.vault.keys.lastuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.keys.KeyOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VersionUsesTest {

  private static final int HISTORIES = 2000;

  @Test
  @DisplayName("Two uses are enough for everybody's question, in whatever order they are learned")
  void twoAreEnough() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int history = 0; history < HISTORIES; history++) {
      List<KeyUse> uses = new ArrayList<>();
      for (int at = 0; at <= random.nextInt(8); at++) {
        uses.add(use(random.nextInt(4), random.nextInt(1000) * 8 + at));
      }
      VersionUses known =
          uses.stream().map(VersionUses::of).reduce(VersionUses::plus).orElseThrow();
      for (int caller = 0; caller < 5; caller++) {
        UUID id = new UUID(0, caller);
        Optional<KeyUse> expected =
            uses.stream().filter(use -> !use.by().equals(id)).max(Comparator.comparing(KeyUse::at));
        assertThat(known.byOtherThan(id)).as("seed %d, uses %s", seed, uses).isEqualTo(expected);
      }
    }
  }

  private static KeyUse use(int who, int atMillis) {
    return new KeyUse(new UUID(0, who), Instant.ofEpochMilli(atMillis), KeyOperation.SIGN);
  }
}
