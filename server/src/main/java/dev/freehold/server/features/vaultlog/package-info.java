/** The log of the key vaults that run in the service's process. */
package dev.freehold.server.features.vaultlog;
