/**
 * The gateway to the key vaults that hold the tenants' root keys. Wrapping and unwrapping always
 * happen in the vault, so that the vault checks its permissions each time.
 */
package dev.freehold.custody.roots;
