/** The built-in token issuer, at the REST API and at the login host of vaults. */
package dev.freehold.server.features.tokens;
