/**
 * The people and programs of a tenant, and the key holders among them, both at a service and at
 * vaults that run alone.
 */
package dev.freehold.server.features.directory;
