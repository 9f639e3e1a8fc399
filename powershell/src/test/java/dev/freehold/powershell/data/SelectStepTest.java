package dev.freehold.powershell.data;

import static dev.freehold.powershell.data.Steps.names;
import static dev.freehold.powershell.data.Steps.run;
import static dev.freehold.powershell.data.Steps.vault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.powershell.data.step.SelectOptions;
import dev.freehold.powershell.data.step.SelectOptions.Range;
import dev.freehold.powershell.data.step.SelectStep;
import dev.freehold.powershell.value.Block;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Selector;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Select-Object chooses properties and objects. */
class SelectStepTest {

  private static final Object[] NUMBERS = {1, 2, 3, 4, 5};

  private static List<Object> select(SelectOptions options, Object... values) {
    return run(out -> new SelectStep(options, out), values);
  }

  private static SelectOptions range(int first, int last, int skip, int skipLast) {
    return SelectOptions.of(List.of()).in(new Range(first, last, skip, skipLast, Set.of()));
  }

  @Test
  @DisplayName("A result has just the properties asked for, in their order, missing ones empty")
  void selectsProperties() {
    PsObject selected =
        (PsObject)
            select(SelectOptions.of(names("retention", "Expires", "vault*")), vault("a", 90))
                .getFirst();
    assertThat(selected.names()).containsExactly("Retention", "Expires", "VaultName");
    assertThat(selected.get("Expires")).isNull();
    assertThat(selected.typeName()).isEqualTo("Selected.Vault");
  }

  @Test
  @DisplayName("A calculated property has its name and what its block makes of the object")
  void calculates() {
    Block twice =
        new Block() {
          @Override
          public List<Object> run(Object input) {
            return List.of((Integer) Members.get(input, "Retention") * 2);
          }

          @Override
          public String text() {
            return "$_.Retention * 2";
          }
        };
    Selector named = Selector.of(PsHashtable.unordered().put("n", "Twice").put("e", twice));
    PsObject selected =
        (PsObject)
            select(SelectOptions.of(List.of(named, Selector.of(twice))), vault("a", 45)).getFirst();
    assertThat(selected.get("Twice")).isEqualTo(90);
    assertThat(selected.names()).containsExactly("Twice", "$_.Retention * 2");
  }

  @Test
  @DisplayName("Objects are chosen by their place")
  void choosesByPlace() {
    assertThat(select(range(2, -1, 0, 0), NUMBERS)).containsExactly(1, 2);
    assertThat(select(range(2, -1, 1, 0), NUMBERS)).containsExactly(2, 3);
    assertThat(select(range(-1, 2, 0, 0), NUMBERS)).containsExactly(4, 5);
    assertThat(select(range(-1, 2, 1, 0), NUMBERS)).containsExactly(3, 4);
    assertThat(select(range(1, 1, 0, 0), NUMBERS)).containsExactly(1, 5);
    assertThat(select(range(-1, -1, 3, 0), NUMBERS)).containsExactly(4, 5);
    assertThat(select(range(-1, -1, 0, 2), NUMBERS)).containsExactly(1, 2, 3);
    assertThat(select(range(0, -1, 0, 0), NUMBERS)).isEmpty();
    assertThat(select(range(-1, 9, 0, 0), NUMBERS)).containsExactly(1, 2, 3, 4, 5);
    assertThat(
            select(SelectOptions.of(List.of()).in(new Range(-1, -1, 0, 0, Set.of(0, 3))), NUMBERS))
        .containsExactly(1, 4);
  }

  @Test
  @DisplayName("The first ones are enough: nothing more is asked for")
  void stopsEarly() {
    SelectStep step = new SelectStep(range(2, -1, 0, 0), value -> {});
    assertThat(step.accept(1)).isTrue();
    assertThat(step.accept(2)).isFalse();
  }

  @Test
  @DisplayName("An expanded property gives its elements; one that is not there is refused")
  void expands() {
    PsObject policy =
        PsObject.custom()
            .with("Name", "EUR")
            .with("AzureKeyIDs", List.of("a", "b"))
            .with("Empty", null);
    SelectOptions options = SelectOptions.of(List.of());
    assertThat(select(options.expanding("azurekeyids"), policy)).containsExactly("a", "b");
    assertThat(select(options.expanding("Empty"), policy)).isEmpty();
    assertThatThrownBy(() -> select(options.expanding("Nmae"), policy))
        .isInstanceOf(ValueException.class)
        .hasMessage("Property \"Nmae\" cannot be found.");
  }

  @Test
  @DisplayName("Unique results come once, by all their properties and with regard to case")
  void selectsOnce() {
    assertThat(select(SelectOptions.of(List.of()).once(), "a", "A", "a", 1, 1))
        .containsExactly("a", "A", 1);
    assertThat(
            select(
                SelectOptions.of(names("Retention")).once(),
                vault("a", 90),
                vault("b", 90),
                vault("c", 7)))
        .hasSize(2);
  }

  @Test
  @DisplayName("Excluded properties are left out of all the others")
  void excludes() {
    PsObject selected =
        (PsObject)
            select(SelectOptions.of(List.of()).without(names("Ret*")), vault("a", 1)).getFirst();
    assertThat(selected.names()).containsExactly("VaultName");
  }
}
