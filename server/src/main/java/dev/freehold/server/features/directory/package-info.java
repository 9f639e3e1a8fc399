/**
 * The people and programs of a tenant, and who else holds keys: at services and at vaults that run
 * alone.
 */
package dev.freehold.server.features.directory;
