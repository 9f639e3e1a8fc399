/**
 * Secret keys as types, the FLOE content format, and sealing of small values.
 *
 * <p>Nothing here does I/O, SQL or HTTP. Callers never choose a nonce. Associated data always names
 * what the sealed value is for. No plaintext is released before it is authenticated.
 *
 * <p>This package has more than 30 files because FLOE and {@link dev.freehold.crypto.Aead} share
 * the cipher class that takes a nonce. That class is package-private, so that no other code can
 * choose a nonce.
 */
package dev.freehold.crypto;
