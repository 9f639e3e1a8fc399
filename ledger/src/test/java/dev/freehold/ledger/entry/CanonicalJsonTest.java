package dev.freehold.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

  @Test
  void sortsMembersByCodeUnitsAsInRfc8785Section323() {
    assertThat(
            CanonicalJson.write(
                Map.of(
                    "\u20ac", "Euro Sign",
                    "\r", "Carriage Return",
                    "\ufb33", "Hebrew Letter Dalet With Dagesh",
                    "1", "One",
                    "\ud83d\ude00", "Emoji: Grinning Face",
                    "\u0080", "Control",
                    "\u00f6", "Latin Small Letter O With Diaeresis")))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\","
                + "\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void escapesOnlyWhatMustBe() {
    assertThat(CanonicalJson.write(Map.of("text", "\u20ac$\u000f\nA'B\"\\/\b\f\t\u007f<")))
        .isEqualTo("{\"text\":\"\u20ac$\\u000f\\nA'B\\\"\\\\/\\b\\f\\t\u007f<\"}");
  }

  @Test
  void nestsObjectsAndWritesWholeNumbers() {
    assertThat(CanonicalJson.write(Map.of("b", 1L, "a", Map.of("d", "x", "c", -2L))))
        .isEqualTo("{\"a\":{\"c\":-2,\"d\":\"x\"},\"b\":1}");
    assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(Map.of("a", 1.5)));
  }
}
