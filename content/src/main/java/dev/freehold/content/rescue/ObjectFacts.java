package dev.freehold.content.rescue;

import dev.freehold.content.format.ObjectIdentity;

/**
 * The facts in clear in an object's file, which are not authenticated.
 *
 * @param identity the ids in clear
 * @param blobBytes the file's length
 */
public record ObjectFacts(ObjectIdentity identity, long blobBytes) {}
