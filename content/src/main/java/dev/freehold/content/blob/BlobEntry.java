package dev.freehold.content.blob;

import java.time.Instant;

/**
 * One blob of a listing.
 *
 * @param name the blob's name
 * @param bytes its length
 * @param modifiedAt when its last byte was written, by the store's own clock
 */
public record BlobEntry(BlobName name, long bytes, Instant modifiedAt) {}
