/** The built-in issuer, as the REST API and the login host of vaults answer it. */
package dev.freehold.server.features.tokens;
