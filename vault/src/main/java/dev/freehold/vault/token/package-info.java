/** A PKCS #11 token: sessions, its wrapping key, and what happens when it goes away. */
package dev.freehold.vault.token;
