package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class Key256Test {

  private final byte[] raw = Suites.bytes(6, Key256.LENGTH_BYTES);

  @Nested
  @DisplayName("An open key")
  class Open {

    @Test
    void copiesOnEntry() {
      Key256 key = Key256.copyOf(raw);
      byte[] before = raw.clone();
      raw[0] ^= 1;

      assertThat(reveal(key)).isEqualTo(before);
    }

    @Test
    void takesOverByOverwritingTheSource() {
      byte[] given = raw.clone();
      Key256 key = Key256.takeOver(given);

      assertThat(given).containsOnly(0);
      assertThat(reveal(key)).isEqualTo(raw);
    }

    @Test
    void lendsACopyThatIsOverwrittenAfterwards() {
      Key256 key = Key256.copyOf(raw);
      byte[][] kept = new byte[1][];
      key.use(lent -> kept[0] = lent);

      assertThat(kept[0]).containsOnly(0);
      assertThat(reveal(key)).isEqualTo(raw);
    }

    @Test
    void overwritesWhatItLentWhenTheBorrowerThrows() {
      Key256 key = Key256.copyOf(raw);
      byte[][] kept = new byte[1][];

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  key.use(
                      lent -> {
                        kept[0] = lent;
                        throw new IllegalStateException("borrower");
                      }));
      assertThat(kept[0]).containsOnly(0);
    }

    @Test
    void neverPrintsItself() {
      String hex = HexFormat.of().formatHex(raw);

      assertThat(Key256.copyOf(raw).toString()).doesNotContain(hex.substring(0, 4));
      assertThat(ErasableKey.takeOverAes(raw).toString()).doesNotContain(hex.substring(0, 4));
    }

    @Test
    void isTheSameAsItsCopyAndNoOther() {
      Key256 key = Key256.copyOf(raw);
      raw[31] ^= 1;

      assertThat(key.sameAs(key.copy())).isTrue();
      assertThat(key.sameAs(Key256.copyOf(raw))).isFalse();
    }

    @Test
    void hasExactly32Bytes() {
      for (int length : new int[] {0, 16, 31, 33}) {
        assertThatIllegalArgumentException().isThrownBy(() -> Key256.copyOf(new byte[length]));
      }
    }
  }

  @Nested
  @DisplayName("A closed key")
  class Closed {

    @Test
    void refusesEveryUse() {
      Key256 key = Key256.copyOf(raw);
      Key256 copy = key.copy();
      key.close();
      key.close();

      assertThatIllegalStateException().isThrownBy(() -> reveal(key));
      assertThatIllegalStateException().isThrownBy(key::copy);
      assertThatIllegalStateException().isThrownBy(() -> key.sameAs(copy));
      assertThat(reveal(copy)).isEqualTo(raw);
    }

    @Test
    void holdsOnlyZeros() throws ReflectiveOperationException {
      Key256 key = Key256.copyOf(raw);
      var secret = Key256.class.getDeclaredField("secret");
      secret.setAccessible(true);
      key.close();

      assertThat((byte[]) secret.get(key)).containsOnly(0);
    }

    @Test
    void closedWhileInUseIsEitherWholeOrRefused() throws Exception {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int round = 0; round < 200; round++) {
          Key256 key = Key256.copyOf(raw);
          CountDownLatch start = new CountDownLatch(1);
          List<Future<Boolean>> users = new ArrayList<>();
          for (int user = 0; user < 8; user++) {
            users.add(threads.submit(useAfter(start, key)));
          }
          start.countDown();
          key.close();
          for (Future<Boolean> user : users) {
            assertThat(user.get()).isTrue();
          }
        }
      }
    }

    private Callable<Boolean> useAfter(CountDownLatch start, Key256 key) {
      return () -> {
        start.await();
        try {
          return Arrays.equals(reveal(key), raw);
        } catch (IllegalStateException refused) {
          return true;
        }
      };
    }
  }

  private static byte[] reveal(Key256 key) {
    return key.use(byte[]::clone);
  }
}
