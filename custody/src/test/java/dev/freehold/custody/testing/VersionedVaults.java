package dev.freehold.custody.testing;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.testing.FakeVaults.Mood;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Vaults in memory whose keys have versions that come, go and come back. */
public final class VersionedVaults implements RootVaults {

  private static final int WRAPPED_BYTES = 256;
  private static final int VERSION_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Key> keys = new ConcurrentHashMap<>();
  private final Map<String, Mood> moods = new ConcurrentHashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final Set<String> silences = ConcurrentHashMap.newKeySet();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Consumer<RootKeyUri> beforeWrap = key -> {};

  /** A key with what each of its versions wrapped; also what a backup of it holds. */
  public static final class Key {
    private final List<Version> versions = new ArrayList<>();
  }

  private static final class Version {
    private final RootKeyUri uri;
    private final Map<String, Key256> wrapped = new ConcurrentHashMap<>();
    private boolean enabled = true;

    private Version(RootKeyUri uri) {
      this.uri = uri;
    }
  }

  /** The address of a key in one of the vaults that the service may call. */
  public static RootKeyUri key(String vault, String name) {
    return RootKeyUri.parse("https://" + vault + ".kv.localhost:8443/keys/" + name);
  }

  /** Makes a key, or another version of one. */
  public synchronized RootKeyUri newVersion(RootKeyUri key) {
    byte[] version = new byte[VERSION_BYTES];
    random.nextBytes(version);
    RootKeyUri uri =
        new RootKeyUri(key.host(), key.port(), key.name(), HexFormat.of().formatHex(version));
    keys.computeIfAbsent(id(key), id -> new Key()).versions.add(new Version(uri));
    return uri;
  }

  public synchronized void enable(RootKeyUri keyVersion, boolean enabled) {
    find(keyVersion).orElseThrow().enabled = enabled;
  }

  /** Deletes a key; what it returns brings it back. */
  public synchronized Key delete(RootKeyUri key) {
    return keys.remove(id(key));
  }

  public synchronized void restore(RootKeyUri key, Key backup) {
    keys.put(id(key), backup);
  }

  public void set(RootKeyUri key, Mood mood) {
    moods.put(key.vaultUrl(), mood);
  }

  /** Has a key's vault refuse {@code get}, {@code wrapKey} or {@code unwrapKey} with a code. */
  public void refuse(RootKeyUri key, String code, String... operations) {
    for (String operation : operations) {
      refusals.put(key.vaultUrl() + " " + operation, code);
    }
  }

  /**
   * Has a vault say nothing about one key when it is asked for {@code get} or {@code unwrapKey}.
   */
  public void silence(RootKeyUri key, String... operations) {
    for (String operation : operations) {
      silences.add(id(key) + " " + operation);
    }
  }

  public void beforeWrap(Consumer<RootKeyUri> told) {
    beforeWrap = told;
  }

  /** Calls of any kind so far. */
  public int calls() {
    return calls.get();
  }

  @Override
  public synchronized RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
    calls.incrementAndGet();
    Optional<RootFailure> failure = refusal(key, "get");
    if (failure.isPresent()) {
      return new NotGiven<>(failure.get());
    }
    return find(key)
        .<RootAnswer<RootKeyFacts>>map(version -> new Given<>(facts(version)))
        .orElseGet(VersionedVaults::absent);
  }

  private static RootKeyFacts facts(Version version) {
    return new RootKeyFacts(
        version.uri,
        "RSA",
        2048,
        version.enabled,
        null,
        null,
        Set.of("wrapKey", "unwrapKey"),
        "Recoverable",
        90);
  }

  @Override
  public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
    beforeWrap.accept(keyVersion);
    synchronized (this) {
      calls.incrementAndGet();
      Optional<RootFailure> failure = failure(keyVersion, "wrapKey");
      if (failure.isPresent()) {
        return new NotGiven<>(failure.get());
      }
      byte[] ciphertext = new byte[WRAPPED_BYTES];
      random.nextBytes(ciphertext);
      find(keyVersion)
          .orElseThrow()
          .wrapped
          .put(HexFormat.of().formatHex(ciphertext), secret.copy());
      return new Given<>(ciphertext);
    }
  }

  @Override
  public synchronized RootAnswer<Key256> unwrap(
      VaultCaller caller, RootKeyUri keyVersion, byte[] ciphertext) {
    calls.incrementAndGet();
    Optional<RootFailure> failure = failure(keyVersion, "unwrapKey");
    if (failure.isPresent()) {
      return new NotGiven<>(failure.get());
    }
    if (moods.get(keyVersion.vaultUrl()) == Mood.WRONG_KEY) {
      return new Given<>(Key256.copyOf(new byte[Key256.LENGTH_BYTES]));
    }
    Key256 secret =
        find(keyVersion).orElseThrow().wrapped.get(HexFormat.of().formatHex(ciphertext));
    return secret == null
        ? failed(RootFailure.Kind.WRONG_ANSWER, "BadParameter")
        : new Given<>(secret.copy());
  }

  private Optional<RootFailure> failure(RootKeyUri keyVersion, String operation) {
    if (!keyVersion.hasVersion()) {
      throw new IllegalArgumentException("a root key is used by its version, got " + keyVersion);
    }
    Optional<RootFailure> refusal = refusal(keyVersion, operation);
    if (refusal.isPresent()) {
      return refusal;
    }
    Optional<Version> version = find(keyVersion);
    if (version.isEmpty()) {
      return Optional.of(new RootFailure(RootFailure.Kind.REFUSED, "KeyNotFound", "no such key"));
    }
    return version.get().enabled
        ? Optional.empty()
        : Optional.of(new RootFailure(RootFailure.Kind.REFUSED, "KeyDisabled", "disabled"));
  }

  /** What the vault says before it looks at the key. */
  private Optional<RootFailure> refusal(RootKeyUri key, String operation) {
    return mood(key)
        .or(
            () ->
                silences.contains(id(key) + " " + operation)
                    ? Optional.of(silent())
                    : Optional.empty())
        .or(
            () ->
                Optional.ofNullable(refusals.get(key.vaultUrl() + " " + operation))
                    .map(code -> new RootFailure(RootFailure.Kind.REFUSED, code, code)));
  }

  private Optional<RootFailure> mood(RootKeyUri key) {
    return switch (moods.getOrDefault(key.vaultUrl(), Mood.AGREES)) {
      case AGREES, WRONG_KEY -> Optional.empty();
      case REFUSES ->
          Optional.of(new RootFailure(RootFailure.Kind.REFUSED, "Forbidden", "no permission"));
      case SILENT -> Optional.of(silent());
    };
  }

  private static RootFailure silent() {
    return new RootFailure(RootFailure.Kind.DID_NOT_ANSWER, "timeout", "too late");
  }

  private Optional<Version> find(RootKeyUri key) {
    List<Version> versions =
        Optional.ofNullable(keys.get(id(key))).map(found -> found.versions).orElse(List.of());
    return key.hasVersion()
        ? versions.stream().filter(v -> v.uri.version().equals(key.version())).findFirst()
        : versions.stream().reduce((older, newer) -> newer);
  }

  private static String id(RootKeyUri key) {
    return key.vaultUrl() + "/" + key.name().toLowerCase(Locale.ROOT);
  }

  private static <T> RootAnswer<T> absent() {
    return failed(RootFailure.Kind.REFUSED, "KeyNotFound");
  }

  private static <T> RootAnswer<T> failed(RootFailure.Kind kind, String code) {
    return new NotGiven<>(new RootFailure(kind, code, code));
  }
}
