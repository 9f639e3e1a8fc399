package dev.freehold.powershell.format;

import static dev.freehold.powershell.format.FormatRequest.Kind.LIST;
import static dev.freehold.powershell.format.FormatRequest.Kind.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.value.PsObject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No line is ever wider than the screen. */
class FittingTest {

  private static final long SEED = 20_200_206;
  private static final String LETTERS = "ab cd\tefg山é…\n🔑";

  @Test
  @DisplayName("Lists and tables of any texts fit screens of any width")
  void fits() {
    Random random = new Random(SEED);
    for (int round = 0; round < 500; round++) {
      int width = 1 + random.nextInt(60);
      PsObject object = PsObject.custom();
      int properties = 1 + random.nextInt(6);
      for (int at = 0; at < properties; at++) {
        object.with("P" + "x".repeat(random.nextInt(20)) + at, text(random));
      }
      boolean wrap = random.nextBoolean();
      for (FormatRequest request :
          List.of(
              FormatRequest.of(LIST, List.of()),
              FormatRequest.of(TABLE, List.of()).withSwitches(false, random.nextBoolean(), wrap))) {
        String shown = Screen.formatted(width, request, object, object);
        assertThat(shown.lines().mapToInt(Cells::of).max().orElse(0))
            .as("seed %d, round %d, width %d:%n%s", SEED, round, width, shown)
            .isLessThanOrEqualTo(width);
      }
    }
  }

  private static Object text(Random random) {
    int[] points = LETTERS.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int at = random.nextInt(40); at > 0; at--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return random.nextInt(4) == 0 ? (Object) random.nextInt() : text.toString();
  }
}
