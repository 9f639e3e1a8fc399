/** Tenants and their subscriptions at the vaults of the server. */
package dev.freehold.server.features.tenants;
