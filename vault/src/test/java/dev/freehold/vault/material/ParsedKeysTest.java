package dev.freehold.vault.material;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.VaultLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.security.auth.Destroyable;
import org.junit.jupiter.api.Test;

class ParsedKeysTest {

  private static final byte[] KEY = {1};

  /** A parsed key that knows whether it was destroyed. */
  private static final class Parsed implements Destroyable {
    private boolean destroyed;

    @Override
    public void destroy() {
      destroyed = true;
    }

    @Override
    public boolean isDestroyed() {
      return destroyed;
    }
  }

  private final List<Parsed> parsed = new ArrayList<>();
  private final Deque<Runnable> sweeps = new ArrayDeque<>();
  private long nanos;
  private final ParsedKeys<Parsed> keys = new ParsedKeys<>(() -> nanos, sweeps::add);

  @Test
  void aKeyIsParsedOnceInItsLifetimeAndAgainAfterIt() {
    Parsed first = use(KEY);
    assertThat(use(KEY)).isSameAs(first);
    pass();
    Parsed second = use(KEY);
    assertThat(second).isNotSameAs(first);
    assertThat(first.isDestroyed()).isTrue();
    assertThat(second.isDestroyed()).isFalse();
  }

  @Test
  void aKeyThatNobodyAsksForIsDestroyedAllTheSame() {
    Parsed first = use(KEY);
    nanos++;
    Parsed later = use(new byte[] {2});
    nanos--;
    pass();
    sweeps.remove().run();
    assertThat(first.isDestroyed()).isTrue();
    assertThat(later.isDestroyed()).isFalse();
    pass();
    sweeps.remove().run();
    assertThat(later.isDestroyed()).isTrue();
    assertThat(sweeps).isEmpty();
    use(KEY);
    assertThat(sweeps).hasSize(1);
  }

  @Test
  void noKeyIsDestroyedUnderItsUser() {
    keys.use(
        KEY,
        this::parse,
        key -> {
          pass();
          sweeps.remove().run();
          return assertThat(key.isDestroyed()).isFalse();
        });
    assertThat(parsed.getFirst().isDestroyed()).isTrue();
  }

  @Test
  void theOneThatWasUsedLongestAgoGoesWhenThereAreTooMany() {
    for (int i = 0; i <= VaultLimits.MAX_PARSED_KEYS; i++) {
      use(new byte[] {(byte) i});
      use(new byte[] {0});
    }
    assertThat(parsed).hasSize(VaultLimits.MAX_PARSED_KEYS + 1);
    assertThat(parsed).filteredOn(Parsed::isDestroyed).containsExactly(parsed.get(1));
    assertThat(sweeps).hasSize(1);
  }

  private Parsed use(byte[] encoded) {
    return keys.use(encoded, this::parse, key -> key);
  }

  private Parsed parse(byte[] encoded) {
    parsed.add(new Parsed());
    return parsed.getLast();
  }

  private void pass() {
    nanos += VaultLimits.PARSED_KEY_LIFETIME.toNanos();
  }
}
