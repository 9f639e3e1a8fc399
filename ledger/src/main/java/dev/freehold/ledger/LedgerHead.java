package dev.freehold.ledger;

import dev.freehold.ledger.tree.MerkleHash;

/**
 * The size and root hash of a tenant's log.
 *
 * @param size how many entries there are; the last one has the index {@code size - 1}
 * @param root the root of the RFC 6962 tree over all of them
 */
public record LedgerHead(long size, MerkleHash root) {}
