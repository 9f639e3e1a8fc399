/**
 * The gateway to the key vaults that hold the tenants' root keys. Wrapping and unwrapping always
 * happen in the vault, so that its permissions are always checked.
 */
package dev.freehold.custody.roots;
