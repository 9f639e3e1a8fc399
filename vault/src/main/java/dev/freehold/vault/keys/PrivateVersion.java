package dev.freehold.vault.keys;

/**
 * A version with its private part, which is sealed.
 *
 * @param key the version
 * @param sealed its private part; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record PrivateVersion(KeyVersion key, byte[] sealed) {}
