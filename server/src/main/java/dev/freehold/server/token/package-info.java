/**
 * Operators' keys in PKCS #11 tokens. Java's own provider for such tokens has no Ed25519, so the
 * library's functions are called as they are.
 */
package dev.freehold.server.token;
