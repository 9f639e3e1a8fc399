package dev.freehold.bench.policies;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Vaults in memory that have every key they are asked for and answer after a fixed time, so that
 * their speed is not what is measured. Counts unwraps. Safe for use by many threads.
 */
final class SlowVaults implements RootVaults {

  static final int PORT = 8443;

  private static final int WRAPPED_BYTES = 256;
  private static final int RSA_BITS = 2048;
  private static final int KEPT_DAYS = 90;
  private static final RootFailure NO =
      new RootFailure(RootFailure.Kind.REFUSED, "Forbidden", "the permission was taken away");

  private final Duration delay;
  private final Map<String, Key256> wrapped = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> unwraps = new ConcurrentHashMap<>();
  private final AtomicInteger newest = new AtomicInteger(1);
  private volatile boolean refusing;

  SlowVaults(Duration delay) {
    this.delay = delay;
  }

  /** The first or second root of a policy of that name, without version. */
  static String root(int slot, String name) {
    return "https://vault-%d.kv.localhost:%d/keys/%s".formatted(slot, PORT, name);
  }

  /** From now on every key has a newer version; the older ones stay. */
  void renewKeys() {
    newest.incrementAndGet();
  }

  /** The newest version of every key. */
  String newestVersion() {
    return "%032x".formatted(newest.get());
  }

  /** From now on every vault says no. */
  void refuse() {
    refusing = true;
  }

  /** Unwraps by each vault since the last call. */
  Map<String, Long> takeUnwraps() {
    Map<String, Long> taken = new ConcurrentHashMap<>();
    unwraps.forEach((vault, count) -> taken.put(vault, count.getAndSet(0)));
    taken.values().removeIf(count -> count == 0);
    return taken;
  }

  @Override
  public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
    answerLater();
    RootKeyUri version =
        key.hasVersion()
            ? key
            : new RootKeyUri(key.host(), key.port(), key.name(), newestVersion());
    return refusing
        ? new NotGiven<>(NO)
        : new Given<>(
            new RootKeyFacts(
                version,
                "RSA",
                RSA_BITS,
                true,
                null,
                null,
                Set.of("wrapKey", "unwrapKey"),
                "Recoverable",
                KEPT_DAYS));
  }

  @Override
  public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
    answerLater();
    if (refusing) {
      return new NotGiven<>(NO);
    }
    byte[] ciphertext = new byte[WRAPPED_BYTES];
    ThreadLocalRandom.current().nextBytes(ciphertext);
    wrapped.put(place(keyVersion, ciphertext), secret.copy());
    return new Given<>(ciphertext);
  }

  @Override
  public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] ciphertext) {
    unwraps.computeIfAbsent(keyVersion.host(), vault -> new AtomicLong()).incrementAndGet();
    answerLater();
    Key256 secret = wrapped.get(place(keyVersion, ciphertext));
    return refusing || secret == null ? new NotGiven<>(NO) : new Given<>(secret.copy());
  }

  private void answerLater() {
    LockSupport.parkNanos(delay.toNanos());
  }

  private static String place(RootKeyUri keyVersion, byte[] ciphertext) {
    return keyVersion + " " + HexFormat.of().formatHex(ciphertext);
  }
}
