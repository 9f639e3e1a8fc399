package dev.freehold.content.rescue;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A root key that stays in its vault. Rescue asks the policy's two vaults in turn and skips one
 * that refuses or does not answer. If both do, {@link #refusals()} tells why. For one rescue at a
 * time.
 */
public final class VaultRootKey implements RootKey {

  /** The token is given whoever the tenant is, since without a database nobody knows tenants. */
  private static final VaultCaller ANY_TENANT = new VaultCaller(new UUID(0, 0), Workload.EXCHANGE);

  private final RootVaults vaults;
  private final List<String> refusals = new ArrayList<>();

  /** Asks {@code vaults}, usually with the credentials of a {@link TokenFile}. */
  public VaultRootKey(RootVaults vaults) {
    this.vaults = vaults;
  }

  @Override
  public Optional<byte[]> unwrap(String keyVersionUri, byte[] wrapped) {
    return switch (vaults.unwrap(ANY_TENANT, RootKeyUri.parse(keyVersionUri), wrapped)) {
      case RootAnswer.Given<Key256>(Key256 key) -> Optional.of(take(key));
      case RootAnswer.NotGiven<Key256>(RootFailure failure) -> {
        refusals.add("%s: %s (%s)".formatted(keyVersionUri, failure.detail(), failure.code()));
        yield Optional.empty();
      }
    };
  }

  @Override
  public String refusals() {
    return String.join("; ", refusals);
  }

  private static byte[] take(Key256 key) {
    try (key) {
      return key.use(byte[]::clone);
    }
  }
}
