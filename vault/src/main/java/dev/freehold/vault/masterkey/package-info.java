/** The key that everything secret in the vault's database is sealed under. */
package dev.freehold.vault.masterkey;
