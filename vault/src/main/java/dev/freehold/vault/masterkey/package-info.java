/** The vault master key, which seals every secret in the vault's database. */
package dev.freehold.vault.masterkey;
