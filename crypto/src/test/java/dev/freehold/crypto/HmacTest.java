package dev.freehold.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HmacTest {

  /** RFC 4231, 4.3: HMAC fills a key up with zeros, so that the shorter key there is this one. */
  @Test
  @DisplayName("The code is that of RFC 4231's second case")
  void knownAnswer() {
    byte[] raw = new byte[Key256.LENGTH_BYTES];
    System.arraycopy("Jefe".getBytes(US_ASCII), 0, raw, 0, 4);
    try (Key256 key = Key256.takeOver(raw)) {
      assertThat(Hmac.sha256(key, "what do ya want for nothing?".getBytes(US_ASCII)))
          .isEqualTo(
              HexFormat.of()
                  .parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }
  }
}
