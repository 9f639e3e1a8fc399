package dev.freehold.vault.registry;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The contents of vaults, which the registry destroys with them. */
@FunctionalInterface
public interface VaultContents {

  /** Destroys everything in the vault, alive or deleted, for good. */
  void destroy(Handle tx, UUID vaultId);
}
