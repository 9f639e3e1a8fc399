package dev.freehold.powershell.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Values as strings, by conversion and by formats. */
class TextTest {

  private static final Instant DATE = Instant.parse("2020-03-09T17:45:12Z");

  @Test
  @DisplayName("Values become strings as in an expandable string")
  void convertsToStrings() {
    assertThat(Text.of(null)).isEmpty();
    assertThat(Text.of(true)).isEqualTo("True");
    assertThat(Text.of(DATE)).isEqualTo("03/09/2020 17:45:12");
    assertThat(Text.of(List.of(1, "b", List.of(2)))).isEqualTo("1 b System.Object[]");
    assertThat(Text.of(List.of(1, 2), ",")).isEqualTo("1,2");
    assertThat(Text.of(PsHashtable.unordered())).isEqualTo("System.Collections.Hashtable");
    assertThat(Text.of(PsObject.custom().with("a", 1).with("b", 2))).isEqualTo("@{a=1; b=2}");
  }

  @Test
  @DisplayName("Doubles are written as .NET writes them")
  void writesDoubles() {
    assertThat(Text.of(1.5)).isEqualTo("1.5");
    assertThat(Text.of(100.0)).isEqualTo("100");
    assertThat(Text.of(1e15)).isEqualTo("1E+15");
    assertThat(Text.of(123456789012345.0)).isEqualTo("123456789012345");
    assertThat(Text.of(0.0001)).isEqualTo("0.0001");
    assertThat(Text.of(0.00001)).isEqualTo("1E-05");
    assertThat(Text.of(-1.25e-7)).isEqualTo("-1.25E-07");
  }

  @Test
  @DisplayName("Composite formats take index, width and format")
  void formatsComposites() {
    assertThat(Formatted.composite("{0:N1} {1,-10}|{1,4}|{{}}", List.of(1234.56, "ab")))
        .isEqualTo("1,234.6 ab        |  ab|{}");
    assertThat(Formatted.composite("{0}", List.of(DATE))).isEqualTo("3/9/2020 5:45:12 PM");
    assertThat(Formatted.composite("{0:yyyy-MM-dd}", List.of(DATE))).isEqualTo("2020-03-09");
    assertThatThrownBy(() -> Formatted.composite("{1}", List.of("a")))
        .hasMessageContaining("Index (zero based) must be greater than or equal to zero");
    assertThatThrownBy(() -> Formatted.composite("{", List.of("a")))
        .hasMessageContaining("Input string was not in a correct format.");
  }

  @Test
  @DisplayName("Numbers take standard and custom formats")
  void formatsNumbers() {
    assertThat(Formatted.of(1234567, "N0")).isEqualTo("1,234,567");
    assertThat(Formatted.of(0.1234, "P1")).isEqualTo("12.3%");
    assertThat(Formatted.of(5, "D3")).isEqualTo("005");
    assertThat(Formatted.of(255, "X4")).isEqualTo("00FF");
    assertThat(Formatted.of(12345.678, "E2")).isEqualTo("1.23E+004");
    assertThat(Formatted.of(-2.5, "C")).isEqualTo("-$2.50");
    assertThat(Formatted.of(1234.5, "#,##0.00")).isEqualTo("1,234.50");
    assertThat(Formatted.of(0.5, "0.##")).isEqualTo("0.5");
    assertThat(Formatted.of(7, "000")).isEqualTo("007");
  }

  @Test
  @DisplayName("Dates take standard and custom formats")
  void formatsDates() {
    assertThat(Formatted.of(DATE, "F")).isEqualTo("Monday, March 9, 2020 5:45:12 PM");
    assertThat(Formatted.of(DATE, "o")).isEqualTo("2020-03-09T17:45:12.0000000Z");
    assertThat(Formatted.of(DATE, "R")).isEqualTo("Mon, 09 Mar 2020 17:45:12 GMT");
    assertThat(Formatted.of(DATE, "s")).isEqualTo("2020-03-09T17:45:12");
    assertThat(Formatted.of(DATE, "ddd d MMM yy 'at' H.mm")).isEqualTo("Mon 9 Mar 20 at 17.45");
    assertThat(Formatted.of(OffsetDateTime.parse("2021-11-05T04:32:10Z")))
        .isEqualTo("11/5/2021 4:32:10 AM +00:00");
  }
}
