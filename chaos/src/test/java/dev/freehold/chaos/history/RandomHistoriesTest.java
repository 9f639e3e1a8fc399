package dev.freehold.chaos.history;

import static dev.freehold.chaos.history.Script.delete;
import static dev.freehold.chaos.history.Script.put;
import static dev.freehold.chaos.history.Script.putIf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of a register that works, with clients at the same time and answers that are lost. */
class RandomHistoriesTest {

  private static final int OPERATIONS = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  @DisplayName("A register that works gives no alarm; one that forgets its last write does")
  void works(long seed) {
    Random random = new Random(seed);
    Script script = new Script();
    String value = Deed.ABSENT;
    for (int i = 1; i <= OPERATIONS; i++) {
      // It happens at i, somewhere between begin and end; several are under way at a time.
      double begin = i - 0.1 - 2 * random.nextDouble();
      double end = i + 0.1 + 2 * random.nextDouble();
      boolean isLost = random.nextInt(6) == 0;
      boolean happens = !isLost || random.nextBoolean();
      String tag = "t" + i;
      Deed deed =
          switch (random.nextInt(4)) {
            case 0 -> put(tag);
            case 1 -> delete();
            case 2 -> putIf(random.nextBoolean() ? value : "t" + (i - 2), tag);
            default -> null;
          };
      if (deed == null) {
        script.got(value, begin, end);
      } else if (deed instanceof Deed.Put conditional
          && !conditional.unless().isEmpty()
          && !conditional.unless().equals(value)) {
        script.refused(deed, begin, end, "412 PreconditionFailed");
      } else {
        if (happens) {
          value = deed instanceof Deed.Put stored ? stored.tag() : Deed.ABSENT;
        }
        if (isLost) {
          script.unknown(deed, begin, end);
        } else {
          script.done(deed, begin, end);
        }
      }
    }
    assertThat(script.violations()).as("seed %d", seed).isEmpty();

    double later = OPERATIONS + 10;
    script.done(put("first"), later, later + 1).done(put("last"), later + 2, later + 3);
    script.got("last", later + 4, later + 5);
    assertThat(script.violations()).as("seed %d", seed).isEmpty();
    script.got("first", later + 6, later + 7);
    assertThat(script.violations()).as("seed %d", seed).hasSize(1);
  }
}
