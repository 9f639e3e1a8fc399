/**
 * Tries root keys at the vault, even while a lease would make that unnecessary: the cross-check
 * tries whether each root opens its policy, a watch whether silent vaults still are, and a purge
 * asks what the service may still do with a key.
 */
package dev.freehold.custody.checks;
