/**
 * Where clients get their tokens: the built-in issuer over HTTP, in the forms that the Azure
 * clients expect, on whatever listener it is reached.
 */
package dev.freehold.server.login;
