/**
 * Secret-key types, the FLOE content format, key wrapping and commitments.
 *
 * <p>Nothing here does I/O, SQL or HTTP. Callers never choose a nonce, associated data always names
 * what it is for, and no plaintext is released before it is authenticated.
 */
package dev.freehold.crypto;
