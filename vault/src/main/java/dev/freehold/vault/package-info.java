/**
 * The key vault: keys and their versions, access policies and the Key Vault REST protocol. Private
 * keys lie on disk only sealed under the vault's master key.
 */
package dev.freehold.vault;
