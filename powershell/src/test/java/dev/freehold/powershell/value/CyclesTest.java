package dev.freehold.powershell.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.powershell.value.scalar.ValueException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Values that hold themselves do not hang or crash the shell. */
class CyclesTest {

  @Test
  @DisplayName("An object that holds itself has a text")
  void showsObjects() {
    PsObject object = PsObject.custom().with("Name", "a");
    object.with("Self", object).with("All", List.of(object, 1));
    assertThat(Text.of(object)).isEqualTo("@{Name=a; Self=; All= 1}");
  }

  @Test
  @DisplayName("A member of an array that holds itself is refused")
  void refusesArrays() {
    List<Object> array = new ArrayList<>();
    array.add(array);
    assertThatThrownBy(() -> Members.get(array, "Name")).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> Methods.invoke(array, "Name", List.of()))
        .isInstanceOf(ValueException.class);
    assertThat(Text.of(array)).isEqualTo("System.Object[]");
  }
}
