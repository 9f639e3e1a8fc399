package dev.freehold.powershell.format;

import static dev.freehold.powershell.format.FormatRequest.Kind.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Selector;
import dev.freehold.powershell.view.ViewTypes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tables, to the last space. */
class TableTest {

  private static FormatRequest table(String... properties) {
    return FormatRequest.of(TABLE, Arrays.stream(properties).map(Selector::named).toList());
  }

  private static PsObject key(String name, boolean enabled, Instant expires) {
    return PsObject.ofType("Acme.KeyItem")
        .with("Name", name)
        .with("Enabled", enabled)
        .with("Expires", expires);
  }

  @Test
  @DisplayName(
      "Truths stand at the right with their heading; a row with nothing last ends in a space")
  void alignsByTheFirstObject() {
    assertThat(
            Screen.formatted(
                table("name", "enabled", "expires"),
                key("Key001", true, null),
                key("Key002", true, Instant.parse("9999-12-31T00:00:00Z"))))
        .isEqualTo(
            """

            Name   Enabled Expires
            ----   ------- -------
            Key001    True\s
            Key002    True 12/31/9999 12:00:00 AM

            """);
  }

  @Test
  @DisplayName("Columns are as wide as the longest of heading and cells")
  void sizesColumns() {
    PsObject one =
        PsObject.custom()
            .with("Version", "0123456789abcdef0123456789abcdef")
            .with("Enabled", true)
            .with("Created", Instant.parse("2020-03-09T17:45:12Z"));
    assertThat(Screen.shown(one))
        .isEqualTo(
            """

            Version                          Enabled Created
            -------                          ------- -------
            0123456789abcdef0123456789abcdef    True 3/9/2020 5:45:12 PM

            """);
  }

  @Test
  @DisplayName("Groups have a fixed view, and show the names of their elements")
  void showsGroups() {
    List<Object> boxes =
        List.of("Erika Muster", "Ivo Ra", "Petra Sand", "Tim Orr", "Una Ash").stream()
            .<Object>map(
                name ->
                    PsObject.ofType("Acme.MailboxStatistics")
                        .with("DisplayName", name)
                        .with("ItemCount", 1))
            .toList();
    PsObject yes =
        PsObject.ofType(ViewTypes.GROUP)
            .with("Count", 10)
            .with("Name", "True")
            .with("Group", boxes);
    PsObject no =
        PsObject.ofType(ViewTypes.GROUP)
            .with("Count", 2)
            .with("Name", "False")
            .with("Group", boxes.subList(3, 5));
    assertThat(Screen.shown(yes, no))
        .isEqualTo(
            """

            Count Name                      Group
            ----- ----                      -----
               10 True                      {Erika Muster, Ivo Ra, Petra Sand, Tim Orr…}
                2 False                     {Tim Orr, Una Ash}

            """);
  }

  @Test
  @DisplayName("The last columns shrink and vanish where the screen is too narrow")
  void shrinksLastColumns() {
    PsObject object =
        PsObject.custom().with("A", "aaaaaaaaaa").with("B", "bbbbbbbbbb").with("C", "c");
    assertThat(Screen.formatted(16, table("A", "B", "C"), object))
        .isEqualTo("\nA          B\n-          -\naaaaaaaaaa bbbb…\n\n");
  }

  @Test
  @DisplayName("Cells at the right keep their tail, and a cell ends at its first line end")
  void cutsCells() {
    PsObject object = PsObject.custom().with("Number", 123456).with("Text", "one\ntwo");
    PsHashtable narrow =
        PsHashtable.unordered().put("n", "Number").put("e", "Number").put("width", 4);
    FormatRequest request =
        FormatRequest.of(TABLE, List.of(Selector.of(narrow), Selector.named("Text")));
    assertThat(Screen.formatted(request, object))
        .isEqualTo("\nNumb Text\n  er\n---- ----\n…456 one…\n\n");
  }

  @Test
  @DisplayName("Real numbers have two digits after the point in tables")
  void roundsReals() {
    PsObject object = PsObject.custom().with("Size", 4.5123).with("Count", 7);
    assertThat(Screen.shown(object)).isEqualTo("\nSize Count\n---- -----\n4.51     7\n\n");
  }

  @Test
  @DisplayName("Wrapped cells go over several lines")
  void wraps() {
    PsObject object = PsObject.custom().with("A", "one two three").with("B", "x");
    FormatRequest request =
        FormatRequest.of(
                TABLE,
                List.of(
                    Selector.of(PsHashtable.unordered().put("Expression", "A").put("Width", 8)),
                    Selector.named("B")))
            .withSwitches(false, false, true);
    assertThat(Screen.formatted(20, request, object))
        .isEqualTo("\nA        B\n-        -\none two  x\nthree\n\n");
  }

  @Test
  @DisplayName("Without headings the blank lines stay")
  void hidesHeadings() {
    PsObject object = PsObject.custom().with("A", 1).with("B", 2);
    assertThat(Screen.formatted(table("A", "B").withSwitches(true, false, false), object))
        .isEqualTo("\n1 2\n\n");
  }

  @Test
  @DisplayName("Each group has its label, a blank line and headings of its own")
  void groups() {
    PsObject one = PsObject.custom().with("State", "Active").with("Name", "a");
    PsObject other = PsObject.custom().with("State", "Pending").with("Name", "b");
    assertThat(Screen.formatted(table("Name").groupedBy(Selector.named("State")), one, one, other))
        .isEqualTo(
            """

               State: Active

            Name
            ----
            a
            a

               State: Pending

            Name
            ----
            b

            """);
  }

  @Test
  @DisplayName("Calculated columns have their label, format and alignment")
  void calculates() {
    PsHashtable column =
        PsHashtable.unordered()
            .put("Label", "GB")
            .put("Expression", "Bytes")
            .put("FormatString", "N1")
            .put("Alignment", "right");
    PsObject object = PsObject.custom().with("Bytes", 1234567.0).with("Name", "a");
    assertThat(
            Screen.formatted(
                FormatRequest.of(TABLE, List.of(Selector.named("Name"), Selector.of(column))),
                object))
        .isEqualTo("\nName          GB\n----          --\na    1,234,567.0\n\n");
  }

  @Test
  @DisplayName("A table for which no columns were asked has at most ten")
  void limitsColumns() {
    PsObject object = PsObject.custom();
    for (int at = 0; at < 12; at++) {
      object.with("P" + at, at);
    }
    assertThat(Screen.formatted(table(), object).lines().toList().get(1)).endsWith("P9");
    assertThat(Screen.formatted(table("*"), object).lines().toList().get(1)).endsWith("P11");
  }
}
