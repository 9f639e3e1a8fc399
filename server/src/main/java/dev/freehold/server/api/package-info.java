/**
 * The REST API, the token endpoint and the health checks. {@link dev.freehold.server.api.Routes} is
 * the one table that says which route takes what, for how long, and from whom.
 */
package dev.freehold.server.api;
