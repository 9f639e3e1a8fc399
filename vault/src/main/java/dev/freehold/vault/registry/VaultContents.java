package dev.freehold.vault.registry;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What lies in vaults, as far as the registry must know: that it has to be destroyed with them. */
@FunctionalInterface
public interface VaultContents {

  /** Destroys everything in the vault, alive or deleted, for good. */
  void destroy(Handle tx, UUID vaultId);
}
