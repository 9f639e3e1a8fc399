package dev.freehold.content.rescue;

import dev.freehold.content.format.ObjectIdentity;

/**
 * What an object's file says of itself, not authenticated.
 *
 * @param identity the ids in clear
 * @param blobBytes the file's length
 */
public record ObjectFacts(ObjectIdentity identity, long blobBytes) {}
