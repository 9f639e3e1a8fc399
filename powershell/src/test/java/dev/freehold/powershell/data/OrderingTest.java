package dev.freehold.powershell.data;

import static dev.freehold.powershell.data.Steps.names;
import static dev.freehold.powershell.data.Steps.run;
import static dev.freehold.powershell.data.Steps.vault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.powershell.data.step.GroupOptions;
import dev.freehold.powershell.data.step.GroupStep;
import dev.freehold.powershell.data.step.MeasureOptions;
import dev.freehold.powershell.data.step.MeasureStep;
import dev.freehold.powershell.data.step.MemberStep;
import dev.freehold.powershell.data.step.SortOptions;
import dev.freehold.powershell.data.step.SortStep;
import dev.freehold.powershell.data.step.TextMeasureStep;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Selector;
import dev.freehold.powershell.value.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sort-Object, Group-Object and Measure-Object. */
class OrderingTest {

  private static List<Object> sort(SortOptions options, Object... values) {
    return run(out -> new SortStep(options, out), values);
  }

  @Test
  @DisplayName("Numbers sort as numbers, texts in any case, null first")
  void sorts() {
    SortOptions plain = SortOptions.by(List.of());
    assertThat(sort(plain, 10, 9L, 1.5, null)).containsExactly(null, 1.5, 9L, 10);
    assertThat(sort(plain, "b", "A", "a", "C")).containsExactly("A", "a", "b", "C");
    assertThat(sort(plain, 10, "9", 1)).containsExactly(1, 10, "9");
    assertThat(sort(new SortOptions(List.of(), true, false, false, 0, 0), 1, 3, 2))
        .containsExactly(3, 2, 1);
  }

  @Test
  @DisplayName("Several keys count one after the other, each with its own direction")
  void sortsBySeveralKeys() {
    Selector down =
        Selector.of(PsHashtable.unordered().put("Expression", "Retention").put("Descending", true));
    List<Object> sorted =
        sort(
            SortOptions.by(List.of(down, Selector.named("VaultName"))),
            vault("b", 7),
            vault("c", 90),
            vault("a", 90));
    assertThat(Members.get(sorted, "VaultName")).isEqualTo(List.of("a", "c", "b"));
  }

  @Test
  @DisplayName("Equal ones come once if unique, and only some if top or bottom are asked for")
  void sortsSome() {
    assertThat(sort(new SortOptions(List.of(), false, true, false, 0, 0), "b", "a", "B"))
        .containsExactly("a", "b");
    assertThat(sort(new SortOptions(List.of(), false, false, false, 2, 0), 3, 1, 2))
        .containsExactly(1, 2);
    assertThat(sort(new SortOptions(List.of(), false, false, false, 0, 2), 3, 1, 2))
        .containsExactly(2, 3);
  }

  @Test
  @DisplayName("Values of all kinds sort without end or error, whatever their first order")
  void sortsAnything() {
    List<Object> values = new ArrayList<>();
    for (int at = 0; at < 200; at++) {
      values.add(at % 3 == 0 ? (Object) at : String.valueOf(at * 7 % 100));
      values.add(at % 5 == 0 ? null : (Object) (at / 3.0));
    }
    List<Object> sorted = sort(SortOptions.by(List.of()), values.toArray());
    Collections.shuffle(values, new Random(17));
    assertThat(sort(SortOptions.by(List.of()), values.toArray()).stream().map(Text::of))
        .containsExactlyElementsOf(sorted.stream().map(Text::of).toList());
  }

  @Test
  @DisplayName("Groups keep the order of their first objects, and their keys join to a name")
  void groups() {
    List<Object> groups =
        run(
            out -> new GroupStep(GroupOptions.by(names("Retention")), out),
            vault("a", 90),
            vault("b", 7),
            vault("c", 90));
    assertThat(Members.get(groups, "Name")).isEqualTo(List.of("90", "7"));
    assertThat(((PsObject) groups.getFirst()).get("Count")).isEqualTo(2);
    assertThat(Members.get(((PsObject) groups.getFirst()).get("Group"), "VaultName"))
        .isEqualTo(List.of("a", "c"));
  }

  @Test
  @DisplayName("A hashtable of groups has the keys themselves, or their texts")
  void groupsToHashtable() {
    GroupOptions options = new GroupOptions(names("Retention"), false, true, true, false);
    PsHashtable table =
        (PsHashtable) run(out -> new GroupStep(options, out), vault("a", 90)).getFirst();
    assertThat(table.get("90")).isInstanceOf(List.class);
  }

  @Test
  @DisplayName("Measures have a count, and what else was asked for")
  void measures() {
    MeasureOptions all = new MeasureOptions(List.of(), true, true, true, true, true);
    PsObject result = (PsObject) run(out -> new MeasureStep(all, out), 2, 4, "6").getFirst();
    assertThat(result.names())
        .containsExactly(
            "Count", "Average", "Sum", "Maximum", "Minimum", "StandardDeviation", "Property");
    assertThat(result.get("Sum")).isEqualTo(12.0);
    assertThat(result.get("Average")).isEqualTo(4.0);
    assertThat(result.get("StandardDeviation")).isEqualTo(2.0);
    MeasureOptions count = new MeasureOptions(List.of(), false, false, false, false, false);
    assertThat(((PsObject) run(out -> new MeasureStep(count, out)).getFirst()).get("Count"))
        .isEqualTo(0);
  }

  @Test
  @DisplayName("What is no number, and a property that nothing has, are refused")
  void refusesToMeasure() {
    MeasureOptions sum = new MeasureOptions(List.of(), true, false, false, false, false);
    assertThatThrownBy(() -> run(out -> new MeasureStep(sum, out), "many"))
        .hasMessage("Input object \"many\" is not numeric.");
    MeasureOptions size = new MeasureOptions(List.of("Size"), true, false, false, false, false);
    assertThatThrownBy(() -> run(out -> new MeasureStep(size, out), vault("a", 1)))
        .hasMessage("The property \"Size\" cannot be found in the input for any objects.");
  }

  @Test
  @DisplayName("Texts are measured by lines, words and characters")
  void measuresTexts() {
    PsObject result =
        (PsObject)
            run(out -> new TextMeasureStep(true, true, true, out), "one two", "three").getFirst();
    assertThat(result.get("Lines")).isEqualTo(2);
    assertThat(result.get("Words")).isEqualTo(3);
    assertThat(result.get("Characters")).isEqualTo(12);
  }

  @Test
  @DisplayName("Members of each type are listed once")
  void listsMembers() {
    List<Object> members =
        run(out -> new MemberStep(List.of(), List.of(), out), vault("a", 1), vault("b", 2));
    assertThat(Members.get(members, "Name"))
        .isEqualTo(
            List.of("Equals", "GetHashCode", "GetType", "ToString", "Retention", "VaultName"));
    List<Object> notes =
        run(
            out -> new MemberStep(List.of("N*"), List.of("NoteProperty"), out),
            PsObject.custom().with("Name", "a").with("Other", 1));
    assertThat(Members.get(notes, "Definition")).isEqualTo("string Name=a");
  }
}
