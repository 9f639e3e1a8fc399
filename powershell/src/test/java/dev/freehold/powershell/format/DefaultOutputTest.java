package dev.freehold.powershell.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Selector;
import dev.freehold.powershell.view.Views;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the end of a pipeline shows of anything. */
class DefaultOutputTest {

  @Test
  @DisplayName("Texts, numbers and truths are bare lines")
  void showsScalars() {
    assertThat(Screen.shown("text", 1.5, true, "two\nlines", "", List.of(1, 2)))
        .isEqualTo("text\n1.5\nTrue\ntwo\nlines\n\n1\n2\n");
    assertThat(Screen.shown((Object) null)).isEmpty();
  }

  @Test
  @DisplayName("A date is in its long form, a Guid and a hashtable are tables")
  void showsOthers() {
    assertThat(Screen.shown(Instant.parse("2020-03-09T17:45:12Z")))
        .isEqualTo("\nMonday, March 9, 2020 5:45:12 PM\n\n");
    assertThat(Screen.shown(UUID.fromString("11112222-3333-4444-5555-666677778888")))
        .isEqualTo("\nGuid\n----\n11112222-3333-4444-5555-666677778888\n\n");
    assertThat(Screen.shown(PsHashtable.ordered().put("a", 1).put("b", List.of(1, 2))))
        .isEqualTo(
            """

            Name                           Value
            ----                           -----
            a                              1
            b                              {1, 2}

            """);
  }

  @Test
  @DisplayName("An object of another type than the first is a list by itself")
  void detachesOtherTypes() {
    PsObject row = PsObject.custom().with("A", 1);
    PsObject other = PsObject.ofType("Some.Type").with("Name", "n");
    assertThat(Screen.shown(row, "text", other, row))
        .isEqualTo("\nA\n-\n1\ntext\n\nName : n\n\n1\n\n");
  }

  @Test
  @DisplayName("An object of the same type without the first one's properties is an empty row")
  void keepsTheFirstColumns() {
    assertThat(Screen.shown(PsObject.custom().with("A", 1), PsObject.custom().with("B", 2)))
        .isEqualTo("\nA\n-\n1\n \n\n");
  }

  @Test
  @DisplayName("Rows are kept back for 300 ms and then stream")
  void streams() {
    Screen screen = Screen.of(80);
    DefaultOutput out = screen.output();
    out.accept(PsObject.custom().with("Name", "a").with("Id", 1));
    screen.waitMillis(299);
    out.accept(PsObject.custom().with("Name", "bbbbbb").with("Id", 2));
    assertThat(screen.text()).isEqualTo("\n");
    screen.waitMillis(1);
    out.accept(PsObject.custom().with("Name", "ccc").with("Id", 3));
    assertThat(screen.text())
        .isEqualTo("\nName   Id\n----   --\na       1\nbbbbbb  2\nccc     3\n");
    out.accept(PsObject.custom().with("Name", "dddddddd").with("Id", 4));
    assertThat(screen.text()).endsWith("\nddddd…  4\n");
    out.end();
    assertThat(screen.text()).endsWith("4\n\n");
  }

  @Test
  @DisplayName("What was formatted before is written as it is, and ends what was open")
  void takesFormatted() {
    Screen screen = Screen.of(80);
    DefaultOutput out = screen.output();
    out.accept(PsObject.custom().with("A", 1));
    Formatter list =
        new Formatter(
            FormatSettings.of(Views.ofLanguage()),
            FormatRequest.of(FormatRequest.Kind.LIST, List.of(Selector.named("B"))),
            out::accept);
    list.accept(PsObject.custom().with("B", 2));
    list.end();
    out.end();
    assertThat(screen.text()).isEqualTo("\nA\n-\n1\n\n\nB : 2\n\n");
  }

  @Test
  @DisplayName("Wide output puts names beside each other")
  void showsWide() {
    FormatRequest wide = FormatRequest.of(FormatRequest.Kind.WIDE, List.of()).withColumns(3);
    PsObject one = PsObject.ofType("T").with("Id", 7).with("Name", "one");
    assertThat(Screen.formatted(20, wide, one, one, one, one))
        .isEqualTo("\none    one    one\none           \n\n");
  }
}
