package dev.freehold.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What says each thing once. */
class UniqueKeysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 0 obj << /A /A /B /A >> endobj",
        "<< /A 1 0 R /B null /C (a(b\\)) /B) /D <2f42> /E [/B /B << /B 1 >>] /F << /B 1 >> >>",
        "<< /A 1 % /A 2\n /B 2 >> stream << /A /B /A >> endstream << /A 1 >>",
        "<</A/A/B[1]/C(x)/D<00>/E true/F -1.5>>"
      })
  @DisplayName("Keys of different dictionaries, values, strings, comments and streams do not count")
  void once(String text) {
    assertThat(UniqueKeys.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<< /A 1 /A 2 >>",
        "<</A/B/A/B>>",
        "<< /A << /B [1 2] /B (x) >> >>",
        "[ << /A 1 0 R /B 2 0 R /A 3 0 R >> ]",
        "<< /A 1 /#41 2 >>",
        "<< /A (x\\) /A (y) /A 2 >>",
        "<< /A 1",
        "<< /A (x",
        "<< /A <00 >> /B",
        ">>",
        "<< ]",
        "<< /A 1 >> stream x",
        "<< /A 1 stream /A 2 endstream >>",
        "[ stream ] endstream"
      })
  @DisplayName("A key that is there twice or in disguise, and what does not end, is refused")
  void twice(String text) {
    assertThat(UniqueKeys.in(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_000_000})
  @DisplayName("Dictionaries in dictionaries come to an end")
  void deep(int depth) {
    assertThat(UniqueKeys.in("<< /A ".repeat(depth) + ">> ".repeat(depth))).isFalse();
  }
}
