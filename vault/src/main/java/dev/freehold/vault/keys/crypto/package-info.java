/** The operations that use a key: encrypt and decrypt, wrap and unwrap, sign and verify. */
package dev.freehold.vault.keys.crypto;
