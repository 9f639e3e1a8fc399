/**
 * The token endpoint: the built-in issuer over HTTP, in the forms that the Azure clients expect, on
 * every listener that offers it.
 */
package dev.freehold.server.login;
