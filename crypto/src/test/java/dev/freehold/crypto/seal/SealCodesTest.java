package dev.freehold.crypto.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.seal.SealCodes.Finding;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Codes of seals")
class SealCodesTest {

  private static final byte[] STATEMENT = "the gate is shut".getBytes(US_ASCII);

  private static Key256 key(int first) {
    byte[] raw = new byte[Key256.LENGTH_BYTES];
    raw[0] = (byte) first;
    return Key256.takeOver(raw);
  }

  private static void assertClosed(Key256 key) {
    assertThatThrownBy(key::copy).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("leave no key in memory, also one that was given twice")
  void closesAll() {
    List<Key256> keys = List.of(key(1), key(2), key(1), key(2));
    try (SealCodes codes = new SealCodes(keys)) {
      assertThat(codes.check(1, STATEMENT, codes.seal(1, STATEMENT))).isEqualTo(Finding.AUTHENTIC);
    }
    assertThat(keys).allSatisfy(SealCodesTest::assertClosed);
  }

  @Test
  @DisplayName("are valid under a key that was passed twice, even as the same object")
  void givenTwice() {
    Key256 same = key(1);
    try (SealCodes alone = new SealCodes(List.of(key(1)));
        SealCodes codes = new SealCodes(List.of(same, same, key(2)))) {
      byte[] seal = codes.seal(1, STATEMENT);
      assertThat(codes.check(1, STATEMENT, seal)).isEqualTo(Finding.AUTHENTIC);
      assertThat(alone.check(1, STATEMENT, seal))
          .as("by the first key")
          .isEqualTo(Finding.AUTHENTIC);
      assertThat(codes.check(2, STATEMENT, seal)).as("of another form").isEqualTo(Finding.OTHER);
    }
  }
}
