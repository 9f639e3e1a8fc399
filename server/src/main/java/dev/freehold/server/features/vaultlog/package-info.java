/** The log of the key vaults in the process of the service. */
package dev.freehold.server.features.vaultlog;
