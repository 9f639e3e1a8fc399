/**
 * What all requests have in common: paths, routes, JSON, errors and the audit trail. Knows neither
 * the HTTP server nor what a key is.
 */
package dev.freehold.vault.wire;
