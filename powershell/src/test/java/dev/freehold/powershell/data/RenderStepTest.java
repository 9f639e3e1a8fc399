package dev.freehold.powershell.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.data.step.RenderStep;
import dev.freehold.powershell.format.FormatSettings;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.view.Views;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Objects as lines of text, and dates as answers. */
class RenderStepTest {

  @Test
  @DisplayName("Lines are those of a screen of the width asked for")
  void renders() {
    List<String> lines = new ArrayList<>();
    RenderStep step = new RenderStep(FormatSettings.of(Views.ofLanguage()), 9, () -> 0, lines::add);
    step.accept(PsObject.custom().with("Name", "abcdefghij").with("Id", 1));
    step.accept("text");
    step.end();
    assertThat(lines).containsExactly("", "Name", "----", "abcdefgh…", "text", "");
  }

  @Test
  @DisplayName("Ten thousand rows stream through in little time and memory")
  void rendersMany() {
    int[] lines = {0};
    long start = processorNanos();
    RenderStep step =
        new RenderStep(
            FormatSettings.of(Views.ofLanguage()), 120, System::nanoTime, line -> lines[0]++);
    for (int at = 0; at < 10_000; at++) {
      step.accept(
          PsObject.ofType("Some.Statistics").with("DisplayName", "User " + at).with("Items", at));
    }
    step.end();
    assertThat(lines[0]).isEqualTo(10_004);
    assertThat(processorNanos() - start).isLessThan(5_000_000_000L);
  }

  /** What else runs on this machine does not count. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Test
  @DisplayName("Parts of a date are set, the day last, and a format makes it a text")
  void answersDates() {
    Instant date = Instant.parse("2020-02-29T10:00:00Z");
    assertThat(new DateRequest(date, Map.of(), "").answer()).isEqualTo(date);
    assertThat(
            new DateRequest(
                    date,
                    Map.of(ChronoField.MONTH_OF_YEAR, 3, ChronoField.DAY_OF_MONTH, 31),
                    "yyyy-MM-dd")
                .answer())
        .isEqualTo("2020-03-31");
  }
}
