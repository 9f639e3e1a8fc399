package dev.freehold.powershell.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.powershell.value.scalar.ValueException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Properties, methods and indexes of values. */
class MembersTest {

  @Test
  @DisplayName("A property is found in any case and keeps its own spelling")
  void findsProperties() {
    PsObject key = PsObject.custom().with("Name", "K1").with("Expires", null);
    assertThat(Members.get(key, "NAME")).isEqualTo("K1");
    assertThat(Members.find(key, "expires")).contains(new Property("Expires", null));
    assertThat(Members.get(key, "KeyType")).isNull();
    assertThat(Members.get("abc", "Length")).isEqualTo(3);
    assertThat(Members.get(7, "Count")).isEqualTo(1);
    assertThat(Members.get(null, "Count")).isEqualTo(0);
  }

  @Test
  @DisplayName("A property that a collection has not is taken from each element that has it")
  void enumeratesMembers() {
    PsObject one = PsObject.custom().with("Id", "a");
    PsObject other = PsObject.custom().with("Id", "b");
    assertThat(Members.get(List.of(one, other), "Id")).isEqualTo(List.of("a", "b"));
    assertThat(Members.get(List.of(one, "no"), "Id")).isEqualTo("a");
    assertThat(Members.get(List.of(one, other), "Count")).isEqualTo(2);
    assertThat(Methods.invoke(List.of("a", "b"), "ToUpper", List.of()))
        .isEqualTo(List.of("A", "B"));
  }

  @Test
  @DisplayName("A property that does not exist cannot be set; a key of a hashtable can")
  void setsProperties() {
    PsObject object = PsObject.custom().with("A", 1);
    Members.set(object, "a", 2);
    assertThat(object.get("A")).isEqualTo(2);
    PsHashtable table = PsHashtable.unordered();
    Members.set(table, "Rotate", true);
    assertThat(Members.get(table, "rotate")).isEqualTo(true);
    assertThatThrownBy(() -> Members.set(object, "b", 1))
        .hasMessageStartingWith("The property 'b' cannot be found on this object.");
  }

  @Test
  @DisplayName("Indexes count from the end, take several, and give null where nothing is")
  void indexes() {
    List<Object> values = new ArrayList<>(List.of(10, 20, 30));
    assertThat(Indexing.get(values, -1)).isEqualTo(30);
    assertThat(Indexing.get(values, 3)).isNull();
    assertThat(Indexing.get(values, List.of(0, 2, 9))).isEqualTo(List.of(10, 30));
    assertThat(Indexing.get("abc", 1)).isEqualTo('b');
    Indexing.set(values, 0, 11);
    assertThat(values.getFirst()).isEqualTo(11);
    assertThat(Indexing.get(PsHashtable.ordered().put("a", 1).put("b", 2), 1)).isEqualTo(2);
    assertThat(Indexing.range(3, 1)).isEqualTo(List.of(3, 2, 1));
    assertThatThrownBy(() -> Indexing.get(null, 0)).hasMessage("Cannot index into a null array.");
    assertThatThrownBy(() -> Indexing.range(0, Integer.MAX_VALUE))
        .isInstanceOf(ValueException.class);
  }

  @Test
  @DisplayName("Methods are found in any case; an unknown one and one of null are refused")
  void callsMethods() {
    assertThat(Methods.invoke("a,b", "split", List.of(","))).isEqualTo(List.of("a", "b"));
    assertThat(Methods.invoke("Key001", "Replace", List.of("Key", "K"))).isEqualTo("K001");
    assertThat(Methods.invoke(3, "ToString", List.of("D2"))).isEqualTo("03");
    assertThat(Members.get(Methods.invoke(3, "GetType", List.of()), "Name")).isEqualTo("Int32");
    assertThatThrownBy(() -> Methods.invoke("a", "Fly", List.of()))
        .hasMessage(
            "Method invocation failed because [System.String] does not contain a method named"
                + " 'Fly'.");
    assertThatThrownBy(() -> Methods.invoke(null, "Fly", List.of()))
        .hasMessage("You cannot call a method on a null-valued expression.");
  }

  @Test
  @DisplayName("Null, zero, and what is empty are false; the text False is true")
  void knowsTruth() {
    assertThat(Truth.of(null)).isFalse();
    assertThat(Truth.of("")).isFalse();
    assertThat(Truth.of("False")).isTrue();
    assertThat(Truth.of(List.of())).isFalse();
    assertThat(Truth.of(List.of(0))).isFalse();
    assertThat(Truth.of(List.of(0, 0))).isTrue();
  }
}
