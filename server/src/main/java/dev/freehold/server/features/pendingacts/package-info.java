/**
 * Pending acts: acts that need a second person's agreement or a waiting time. Services and vaults
 * that run alone both have these routes.
 */
package dev.freehold.server.features.pendingacts;
