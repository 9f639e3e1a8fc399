/** A PKCS #11 token: sessions, its wrapping key, and what happens when the token is removed. */
package dev.freehold.vault.token;
