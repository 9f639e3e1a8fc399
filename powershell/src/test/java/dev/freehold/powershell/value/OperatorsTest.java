package dev.freehold.powershell.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.Wildcard;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Operators on values: the left one decides. */
class OperatorsTest {

  @Test
  @DisplayName("The right value becomes what the left one is before they are compared")
  void leftDecides() {
    assertThat(Relation.EQ.apply("1", 1, false)).isEqualTo(true);
    assertThat(Relation.EQ.apply(10, "10", false)).isEqualTo(true);
    assertThat(Relation.EQ.apply(10, "ten", false)).isEqualTo(false);
    assertThat(Relation.EQ.apply(true, "False", false)).isEqualTo(true);
    assertThat(Relation.EQ.apply("ABC", "abc", false)).isEqualTo(true);
    assertThat(Relation.EQ.apply("ABC", "abc", true)).isEqualTo(false);
    assertThat(Relation.EQ.apply(null, "", false)).isEqualTo(false);
    assertThat(Relation.GT.apply(5, "10", false)).isEqualTo(false);
    assertThat(Relation.GT.apply("5", 10, false)).isEqualTo(true);
    assertThat(
            Relation.EQ.apply(
                Conversions.toGuid("aabbccdd11224433995566778899aabb"),
                "AABBCCDD-1122-4433-9955-66778899AABB",
                false))
        .isEqualTo(true);
  }

  @Test
  @DisplayName("A collection on the left is filtered, except by -contains and -in")
  void collectionsAreFiltered() {
    List<Object> values = Arrays.asList("a", "b", null, "A");
    assertThat(Relation.EQ.apply(values, "a", false)).isEqualTo(List.of("a", "A"));
    assertThat(Relation.NE.apply(values, null, false)).isEqualTo(List.of("a", "b", "A"));
    assertThat(Relation.CONTAINS.apply(values, "B", false)).isEqualTo(true);
    assertThat(Relation.NOTIN.apply("c", values, false)).isEqualTo(true);
  }

  @Test
  @DisplayName("Operators are found with i and c before their names")
  void findsOperators() {
    assertThat(Relation.find("clike")).contains(new Relation.Spelt(Relation.LIKE, true));
    assertThat(Relation.find("IEQ")).contains(new Relation.Spelt(Relation.EQ, false));
    assertThat(Relation.find("contains")).contains(new Relation.Spelt(Relation.CONTAINS, false));
    assertThat(Relation.find("in")).contains(new Relation.Spelt(Relation.IN, false));
    assertThat(Relation.find("xyz")).isEmpty();
  }

  @Test
  @DisplayName("Wildcards know runs, single characters, ranges and the backtick")
  void matchesWildcards() {
    assertThat(Wildcard.of("kv-*ck*").matches("KV-prod-CK-1")).isTrue();
    assertThat(Wildcard.of("k?y[0-9a]").matches("key7")).isTrue();
    assertThat(Wildcard.of("k?y[0-9]").matches("keyb")).isFalse();
    assertThat(Wildcard.of("a`*").matches("a*")).isTrue();
    assertThat(Wildcard.of("a`*").matches("ab")).isFalse();
    assertThatThrownBy(() -> Wildcard.of("[a")).isInstanceOf(ValueException.class);
  }

  @Test
  @DisplayName("A pattern of many stars does not take long on a text that nearly matches")
  void wildcardsAreBounded() {
    assertThat(Wildcard.of("*a".repeat(50) + "b").matches("a".repeat(20_000))).isFalse();
  }

  @Test
  @DisplayName("Regular expressions match, replace and split in any case")
  void usesRegularExpressions() {
    PsHashtable groups = Matching.match("Key-007", "key-(?<n>\\d+)", false).orElseThrow();
    assertThat(groups.get(0)).isEqualTo("Key-007");
    assertThat(groups.get("n")).isEqualTo("007");
    assertThat(Matching.replace("a-b", "(\\w)-(\\w)", "$2:$1 $$", false)).isEqualTo("b:a $");
    assertThat(Matching.replace("a\\b", "\\\\", "\\\\", false)).isEqualTo("a\\\\b");
    assertThat(Matching.split("a,b;c", "[,;]", 0, false)).isEqualTo(List.of("a", "b", "c"));
    assertThat(Matching.split("a,b,c", ",", 2, false)).isEqualTo(List.of("a", "b,c"));
    assertThat(Matching.split("a1b", "(\\d)", 0, false)).isEqualTo(List.of("a", "1", "b"));
    assertThatThrownBy(() -> Matching.match("a", "(", false))
        .hasMessage("The regular expression pattern ( is not valid.");
  }

  @Test
  @DisplayName("Sums, quotients and overflows have PowerShell's types")
  void calculates() {
    assertThat(Arithmetic.add(1, "5")).isEqualTo(6);
    assertThat(Arithmetic.add("5", 1)).isEqualTo("51");
    assertThat(Arithmetic.divide(7, 2)).isEqualTo(3.5);
    assertThat(Arithmetic.divide(6, 2)).isEqualTo(3);
    assertThat(Arithmetic.add(Integer.MAX_VALUE, 1)).isEqualTo(2147483648.0);
    assertThat(Arithmetic.add(1L, 1)).isEqualTo(2L);
    assertThat(Arithmetic.remainder(-7, 3)).isEqualTo(-1);
    assertThat(Arithmetic.multiply("ab", 3)).isEqualTo("ababab");
    assertThat(Arithmetic.add(List.of(1), List.of(2, 3))).isEqualTo(List.of(1, 2, 3));
    assertThat(Arithmetic.add(null, 4)).isEqualTo(4);
    assertThatThrownBy(() -> Arithmetic.divide(1, 0)).hasMessage("Attempted to divide by zero.");
    assertThatThrownBy(() -> Arithmetic.multiply("ab", Integer.MAX_VALUE))
        .isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> Arithmetic.subtract(List.of(1), 1))
        .hasMessage(
            "Method invocation failed because [System.Object[]] does not contain a method named"
                + " 'op_Subtraction'.");
  }

  @Test
  @DisplayName("The difference of two dates is a span, and a date moves by one")
  void calculatesDates() {
    Instant later = Instant.parse("2020-02-08T00:00:00Z");
    Object span = Arithmetic.subtract(later, Instant.parse("2020-02-06T12:00:00Z"));
    assertThat(span).isEqualTo(Duration.ofHours(36));
    assertThat(Members.get(span, "TotalDays")).isEqualTo(1.5);
    assertThat(Members.get(span, "days")).isEqualTo(1);
    assertThat(Methods.invoke(later, "AddDays", List.of(-1)))
        .isEqualTo(Instant.parse("2020-02-07T00:00:00Z"));
    assertThatThrownBy(() -> Methods.invoke(later, "AddYears", List.of(9000)))
        .hasMessageContaining("un-representable DateTime");
  }
}
