package dev.freehold.custody.copies;

import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import java.util.List;
import java.util.Optional;

/**
 * What was found about one policy's key. Keeps the key if it could be opened; closing this
 * overwrites it.
 */
public final class PolicyFinding implements AutoCloseable {

  private final List<TriedWay> ways;
  private final List<Key256> keys;

  PolicyFinding(List<TriedWay> ways, List<Key256> keys) {
    this.ways = List.copyOf(ways);
    this.keys = List.copyOf(keys);
  }

  /** Every way that was tried; none if no wrapped form of the key is left. */
  public List<TriedWay> ways() {
    return ways;
  }

  /** The best of the ways. */
  public KeyReach standing() {
    return ways.stream()
        .map(TriedWay::standing)
        .max(KeyReach::compareTo)
        .orElse(KeyReach.DESTROYED);
  }

  /**
   * Opens a key that the policy's key wraps, checked against its commitment. The caller closes it.
   *
   * @return empty if the policy's key was not opened, or what is wrapped is damaged
   */
  public Optional<OwnerKey> open(WrappedOwnerKey wrapped, CryptoSuite suite) {
    KeyWrap wrap = new KeyWrap(suite);
    for (Key256 key : keys) {
      try {
        return Optional.of(
            new OwnerKey(
                wrapped.tenantId(),
                wrapped.ownerKeyId(),
                wrapped.generation(),
                wrap.unwrap(
                    key, wrapped.wrapped().bytes(), wrapped.context(), wrapped.commitment())));
      } catch (CryptoException notThisOne) {
        // Another renewal of the policy's key may open it.
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    keys.forEach(Key256::close);
  }
}
