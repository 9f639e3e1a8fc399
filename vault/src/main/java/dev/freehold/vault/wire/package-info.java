/**
 * What all requests to a vault have in common: paths, routes, JSON, errors and the audit trail.
 * Independent of the HTTP server and of keys.
 */
package dev.freehold.vault.wire;
