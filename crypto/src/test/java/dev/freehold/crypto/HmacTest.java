package dev.freehold.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HmacTest {

  private static final byte[] MESSAGE = "what do ya want for nothing?".getBytes(US_ASCII);

  /** RFC 4231, 4.3: HMAC fills a key up with zeros, so that the shorter key there is this one. */
  private static final byte[] RAW = "Jefe".getBytes(US_ASCII);

  private static final byte[] ANSWER =
      HexFormat.of().parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

  private static byte[] raw() {
    byte[] raw = new byte[Key256.LENGTH_BYTES];
    System.arraycopy(RAW, 0, raw, 0, RAW.length);
    return raw;
  }

  @Test
  @DisplayName("The code is that of RFC 4231's second case, the second time too")
  void knownAnswer() {
    try (Hmac hmac = new Hmac(Key256.takeOver(raw()))) {
      assertThat(hmac.sha256(MESSAGE)).isEqualTo(ANSWER);
      assertThat(hmac.sha256(MESSAGE)).isEqualTo(ANSWER);
    }
  }

  @Test
  @DisplayName("Many threads get the same code")
  void manyThreads() {
    try (Hmac hmac = new Hmac(Key256.takeOver(raw()))) {
      assertThat(IntStream.range(0, 1_000).parallel().mapToObj(_ -> hmac.sha256(MESSAGE)))
          .allSatisfy(code -> assertThat(code).isEqualTo(ANSWER));
    }
  }

  @Test
  @DisplayName("After it was closed it makes no code, and its key is overwritten")
  void closed() {
    Key256 key = Key256.takeOver(raw());
    Hmac hmac = new Hmac(key);
    assertThat(hmac.sha256(MESSAGE)).isEqualTo(ANSWER);
    hmac.close();

    assertThatIllegalStateException().isThrownBy(() -> hmac.sha256(MESSAGE));
    assertThatIllegalStateException().isThrownBy(key::copy);
  }

  @Test
  @DisplayName("One object makes the codes of one key after another")
  void rekeyed() {
    try (RekeyedHmac codes = new RekeyedHmac()) {
      byte[] other = codes.sha256(new byte[Key256.LENGTH_BYTES], MESSAGE);
      assertThat(codes.sha256(raw(), MESSAGE)).isEqualTo(ANSWER).isNotEqualTo(other);
      assertThat(codes.sha256(new byte[Key256.LENGTH_BYTES], MESSAGE)).isEqualTo(other);
    }
  }
}
