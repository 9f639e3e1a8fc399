package dev.freehold.content.rescue;

import dev.freehold.content.format.ObjectIdentity;

/**
 * What an object's file says in clear. It is not authenticated.
 *
 * @param identity the ids in clear
 * @param blobBytes the file's length
 */
public record ObjectFacts(ObjectIdentity identity, long blobBytes) {}
