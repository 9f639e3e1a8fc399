package dev.freehold.files.access;

/**
 * An access key that was made just now.
 *
 * @param key the key
 * @param secret shown this once; nobody can see it again
 */
public record NewAccessKey(AccessKey key, AccessSecret secret) {}
