/** Tenants, and their subscriptions at the key vaults of the server. */
package dev.freehold.server.features.tenants;
