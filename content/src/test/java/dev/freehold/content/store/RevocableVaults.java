package dev.freehold.content.store;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Vaults in memory whose owner can take all permissions away. */
final class RevocableVaults implements RootVaults {

  private static final String VERSION = "0123456789abcdef0123456789abcdef";
  private static final int WRAPPED_BYTES = 256;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Key256> wrapped = new ConcurrentHashMap<>();
  private volatile boolean revoked;

  void revoke() {
    revoked = true;
  }

  @Override
  public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
    return new RootAnswer.Given<>(
        new RootKeyFacts(
            new RootKeyUri(key.host(), key.port(), key.name(), VERSION),
            "RSA",
            2048,
            true,
            null,
            null,
            Set.of("wrapKey", "unwrapKey"),
            "Recoverable",
            90));
  }

  @Override
  public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
    byte[] ciphertext = new byte[WRAPPED_BYTES];
    random.nextBytes(ciphertext);
    wrapped.put(HexFormat.of().formatHex(ciphertext), secret.copy());
    return new RootAnswer.Given<>(ciphertext);
  }

  @Override
  public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] ciphertext) {
    return revoked
        ? new RootAnswer.NotGiven<>(
            new RootFailure(RootFailure.Kind.REFUSED, "Forbidden", "no permission"))
        : new RootAnswer.Given<>(wrapped.get(HexFormat.of().formatHex(ciphertext)).copy());
  }
}
