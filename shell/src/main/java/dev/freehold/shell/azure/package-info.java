/**
 * The Az cmdlets: sign-in and subscriptions, key vaults with their access policies, and keys. They
 * speak Azure's own REST, so they work with the vaults of this product and with Azure's.
 */
package dev.freehold.shell.azure;
