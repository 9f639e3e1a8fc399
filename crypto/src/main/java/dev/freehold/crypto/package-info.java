/**
 * Secret-key types, the FLOE content format and sealing of small values.
 *
 * <p>Nothing here does I/O, SQL or HTTP. Callers never choose a nonce, associated data always names
 * what it is for, and no plaintext is released before it is authenticated.
 *
 * <p>This package has more than 30 files because FLOE and {@link dev.freehold.crypto.Aead} share
 * the cipher that takes a nonce. It is package-private, so that nobody else can choose one.
 */
package dev.freehold.crypto;
