/** The document of a purge, and the routes for its signature. */
package dev.freehold.server.features.signing;
