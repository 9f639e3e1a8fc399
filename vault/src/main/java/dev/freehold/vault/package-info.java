/**
 * The key vault: keys and their versions, access policies and the Key Vault REST protocol. On disk,
 * private keys are always sealed under the vault's master key.
 */
package dev.freehold.vault;
