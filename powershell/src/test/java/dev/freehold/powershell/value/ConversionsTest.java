package dev.freehold.powershell.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.powershell.value.scalar.Numbers;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.powershell.value.scalar.ValueException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Values become other types as PowerShell's casts make them. */
class ConversionsTest {

  @Test
  @DisplayName("Numbers are read from decimal, hexadecimal and real text with suffixes")
  void readsNumbers() {
    assertThat(Numbers.parse("42")).contains(42);
    assertThat(Numbers.parse("2147483648")).contains(2147483648L);
    assertThat(Numbers.parse("1.5")).contains(1.5);
    assertThat(Numbers.parse("1e3")).contains(1000.0);
    assertThat(Numbers.parse("0x1F")).contains(31);
    assertThat(Numbers.parse("0xFFFFFFFF")).contains(-1);
    assertThat(Numbers.parse("5l")).contains(5L);
    assertThat(Numbers.parse("1.5d")).contains(new BigDecimal("1.5"));
    assertThat(Numbers.parse("2gb")).contains(2147483648L);
    assertThat(Numbers.parse("99999999999999999999")).contains(1e20);
    assertThat(Numbers.parse("1.2.3")).isEmpty();
    assertThat(Numbers.parse("")).isEmpty();
  }

  @Test
  @DisplayName("A fraction becomes the nearest whole number, a half the even one")
  void roundsHalvesToEven() {
    assertThat(Conversions.convert(2.5, PsKind.INT)).isEqualTo(2);
    assertThat(Conversions.convert("3.5", PsKind.INT)).isEqualTo(4);
    assertThat(Conversions.convert(null, PsKind.INT)).isEqualTo(0);
    assertThat(Conversions.convert(true, PsKind.INT)).isEqualTo(1);
  }

  @Test
  @DisplayName("What is no number is refused with the value, the type and the reason")
  void refusesNoNumber() {
    assertThatThrownBy(() -> Conversions.convert("abc", PsKind.INT))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "Cannot convert value \"abc\" to type \"System.Int32\". Error: \"The input string 'abc'"
                + " was not in a correct format.\"");
    assertThatThrownBy(() -> Conversions.convert(3e9, PsKind.INT))
        .hasMessageContaining("Value was either too large or too small for an Int32.");
  }

  @Test
  @DisplayName("Dates are read month first, or as ISO 8601, and are in UTC without an offset")
  void readsDates() {
    assertThat(Conversions.toDate("12/31/9999")).isEqualTo(Instant.parse("9999-12-31T00:00:00Z"));
    assertThat(Conversions.toDate("12/27/2016 12:01 AM"))
        .isEqualTo(Instant.parse("2016-12-27T00:01:00Z"));
    assertThat(Conversions.toDate("3/9/2020 5:45:12 PM"))
        .isEqualTo(Instant.parse("2020-03-09T17:45:12Z"));
    assertThat(Conversions.toDate("2020-03-09T17:45:12.5+01:00"))
        .isEqualTo(Instant.parse("2020-03-09T16:45:12.5Z"));
    assertThat(Conversions.toDate("2020-03-09")).isEqualTo(Instant.parse("2020-03-09T00:00:00Z"));
    assertThat(Conversions.toDate("Mon, 09 Mar 2020 17:45:12 GMT"))
        .isEqualTo(Instant.parse("2020-03-09T17:45:12Z"));
    assertThat(Conversions.toDate("Monday, March 9, 2020 5:45:12 PM"))
        .isEqualTo(Instant.parse("2020-03-09T17:45:12Z"));
    assertThatThrownBy(() -> Conversions.toDate("soon"))
        .hasMessageContaining("String 'soon' was not recognized as a valid DateTime.");
  }

  @Test
  @DisplayName("A Guid is read with dashes, without, in braces and in parentheses")
  void readsGuids() {
    UUID guid = UUID.fromString("aabbccdd-1122-4433-9955-66778899aabb");
    assertThat(Conversions.toGuid("aabbccdd11224433995566778899aabb")).isEqualTo(guid);
    assertThat(Conversions.toGuid("AABBCCDD-1122-4433-9955-66778899AABB")).isEqualTo(guid);
    assertThat(Conversions.toGuid("{aabbccdd-1122-4433-9955-66778899aabb}")).isEqualTo(guid);
    assertThat(Conversions.toGuid("(aabbccdd-1122-4433-9955-66778899aabb)")).isEqualTo(guid);
    assertThatThrownBy(() -> Conversions.toGuid("{aabbccdd-1122-4433-9955-66778899aabb"))
        .hasMessageContaining("Unrecognized Guid format.");
  }

  @Test
  @DisplayName("Spans are read with and without days")
  void readsSpans() {
    assertThat(Conversions.convert("1.02:03:04", PsKind.TIME_SPAN))
        .isEqualTo(Duration.ofDays(1).plusHours(2).plusMinutes(3).plusSeconds(4));
    assertThat(Conversions.convert("90", PsKind.TIME_SPAN)).isEqualTo(Duration.ofDays(90));
    assertThat(Text.of(Duration.ofDays(1).plusHours(2).plusSeconds(4).plusMillis(5)))
        .isEqualTo("1.02:00:04.0050000");
  }

  @Test
  @DisplayName("A scalar becomes an array of one where an array is wanted")
  void wrapsScalars() {
    assertThat(Conversions.convert(1, PsType.arrayOf(PsKind.STRING))).isEqualTo(List.of("1"));
    assertThat(PsType.find("string[]")).contains(PsType.arrayOf(PsKind.STRING));
    assertThat(PsType.find("System.DateTime")).contains(PsType.of(PsKind.DATE));
    assertThat(PsType.find("nothing")).isEmpty();
  }

  @Test
  @DisplayName("A secure string never shows what it holds, and a refused one is not echoed")
  void keepsSecrets() {
    try (SecureText secret = SecureText.copyOf("hunter2".toCharArray())) {
      assertThat(Text.of(secret)).isEqualTo("System.Security.SecureString");
      assertThat(secret.<String>reveal(String::new)).isEqualTo("hunter2");
    }
    assertThatThrownBy(() -> Conversions.convert("hunter2", PsKind.SECURE_STRING))
        .hasMessageNotContaining("hunter2");
  }
}
