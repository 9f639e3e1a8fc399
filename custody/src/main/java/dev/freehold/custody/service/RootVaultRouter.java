package dev.freehold.custody.service;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;

/** Sends calls for the service's own roots to these, and all others to customers' vaults. */
public final class RootVaultRouter implements RootVaults {

  private final RootVaults customers;
  private final ServiceRoots service;

  /** Joins both. */
  public RootVaultRouter(RootVaults customers, ServiceRoots service) {
    this.customers = customers;
    this.service = service;
  }

  @Override
  public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
    return of(key).describe(caller, key);
  }

  @Override
  public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
    return of(keyVersion).wrap(caller, keyVersion, secret);
  }

  @Override
  public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] wrapped) {
    return of(keyVersion).unwrap(caller, keyVersion, wrapped);
  }

  private RootVaults of(RootKeyUri key) {
    return ServiceRoots.isOurs(key) ? service : customers;
  }
}
