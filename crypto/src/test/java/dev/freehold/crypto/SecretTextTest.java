package dev.freehold.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A secret as text")
class SecretTextTest {

  @Test
  @DisplayName("begins with a letter, whatever random bits were drawn")
  void begins() {
    Set<Character> first = new HashSet<>();
    for (int drawn = 0; drawn <= 0xff; drawn++) {
      byte value = (byte) drawn;
      String text =
          new String(SecretText.generate(target -> Arrays.fill(target, value), 32), US_ASCII);
      assertThat(text).as("%02x", drawn).matches("[A-Za-z][A-Za-z0-9_-]{42}");
      first.add(text.charAt(0));
    }
    assertThat(first).hasSize(32);
  }

  @Test
  @DisplayName("has all bits that were drawn but the first")
  void bits() {
    byte[] drawn = new byte[30];
    IntStream.range(0, drawn.length).forEach(i -> drawn[i] = (byte) (0xf0 + i));
    byte[] text =
        SecretText.generate(target -> System.arraycopy(drawn, 0, target, 0, drawn.length), 30);
    drawn[0] &= 0x7f;
    assertThat(Base64.getUrlDecoder().decode(text)).isEqualTo(drawn);
  }
}
