/**
 * The Az cmdlets: sign-in and subscriptions, key vaults with their access policies, and keys. They
 * use Azure's own REST protocol, so they work with Freehold's vaults and with Azure's.
 */
package dev.freehold.shell.azure;
