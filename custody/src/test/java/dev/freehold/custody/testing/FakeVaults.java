package dev.freehold.custody.testing;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Vaults in memory, each with a mood. Under the same contract test as the real gateway. */
public final class FakeVaults implements RootVaults {

  public static final RootKeyUri ROOT_1 =
      RootKeyUri.parse("https://alpha-vault.kv.localhost:8443/keys/root-1");
  public static final RootKeyUri ROOT_2 =
      RootKeyUri.parse("https://bravo-vault.kv.localhost:8443/keys/root-2");

  private static final String VERSION = "0123456789abcdef0123456789abcdef";
  private static final Duration MAX_WAIT = Duration.ofMinutes(1);

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Wrapped> wrapped = new ConcurrentHashMap<>();
  private final Map<String, Mood> moods = new ConcurrentHashMap<>();
  private final Map<String, UnaryOperator<RootKeyFacts>> facts = new ConcurrentHashMap<>();
  private final AtomicInteger unwraps = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** What a vault does when it is asked. */
  public enum Mood {
    AGREES,
    REFUSES,
    SILENT,
    WRONG_KEY
  }

  private record Wrapped(RootKeyUri keyVersion, Key256 secret) {}

  public void set(RootKeyUri key, Mood mood) {
    moods.put(key.vaultUrl(), mood);
  }

  public void setBoth(Mood mood) {
    set(ROOT_1, mood);
    set(ROOT_2, mood);
  }

  public void describeAs(RootKeyUri key, UnaryOperator<RootKeyFacts> change) {
    facts.put(key.vaultUrl(), change);
  }

  /** Lets every unwrap from now on wait until the latch opens. */
  public CountDownLatch closeGate() {
    gate = new CountDownLatch(1);
    return gate;
  }

  public int unwraps() {
    return unwraps.get();
  }

  @Override
  public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
    RootFailure failure = failureOf(key);
    if (failure != null) {
      return new RootAnswer.NotGiven<>(failure);
    }
    RootKeyUri version = new RootKeyUri(key.host(), key.port(), key.name(), VERSION);
    RootKeyFacts sound =
        new RootKeyFacts(
            version,
            "RSA",
            2048,
            true,
            null,
            null,
            Set.of("wrapKey", "unwrapKey"),
            "Recoverable",
            90);
    return new RootAnswer.Given<>(
        facts.getOrDefault(key.vaultUrl(), UnaryOperator.identity()).apply(sound));
  }

  @Override
  public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
    requireVersion(keyVersion);
    RootFailure failure = failureOf(keyVersion);
    if (failure != null) {
      return new RootAnswer.NotGiven<>(failure);
    }
    byte[] ciphertext = new byte[256];
    random.nextBytes(ciphertext);
    wrapped.put(HexFormat.of().formatHex(ciphertext), new Wrapped(keyVersion, secret.copy()));
    return new RootAnswer.Given<>(ciphertext);
  }

  @Override
  public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] ciphertext) {
    requireVersion(keyVersion);
    unwraps.incrementAndGet();
    awaitGate();
    RootFailure failure = failureOf(keyVersion);
    if (failure != null) {
      return new RootAnswer.NotGiven<>(failure);
    }
    if (moods.get(keyVersion.vaultUrl()) == Mood.WRONG_KEY) {
      return new RootAnswer.Given<>(Key256.copyOf(new byte[Key256.LENGTH_BYTES]));
    }
    Wrapped found = wrapped.get(HexFormat.of().formatHex(ciphertext));
    return found == null || !found.keyVersion().equals(keyVersion)
        ? notGiven(RootFailure.Kind.WRONG_ANSWER, "BadParameter")
        : new RootAnswer.Given<>(found.secret().copy());
  }

  private RootFailure failureOf(RootKeyUri key) {
    if (key.name().startsWith("absent")) {
      return new RootFailure(RootFailure.Kind.REFUSED, "KeyNotFound", "no such key");
    }
    return switch (moods.getOrDefault(key.vaultUrl(), Mood.AGREES)) {
      case AGREES, WRONG_KEY -> null;
      case REFUSES -> new RootFailure(RootFailure.Kind.REFUSED, "Forbidden", "no permission");
      case SILENT -> new RootFailure(RootFailure.Kind.DID_NOT_ANSWER, "timeout", "too late");
    };
  }

  private void awaitGate() {
    try {
      if (!gate.await(MAX_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the gate was never opened");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted at the gate", e);
    }
  }

  private static void requireVersion(RootKeyUri key) {
    if (!key.hasVersion()) {
      throw new IllegalArgumentException("a root key is used by its version, got " + key);
    }
  }

  private static <T> RootAnswer<T> notGiven(RootFailure.Kind kind, String code) {
    return new RootAnswer.NotGiven<>(new RootFailure(kind, code, code));
  }
}
