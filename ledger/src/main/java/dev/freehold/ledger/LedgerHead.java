package dev.freehold.ledger;

import dev.freehold.ledger.tree.MerkleHash;

/**
 * The state of the whole ledger in two values.
 *
 * @param size how many entries there are; the last one has this sequence
 * @param root the root of the RFC 6962 tree over all of them, entry {@code n} being leaf {@code n -
 *     1}
 */
public record LedgerHead(long size, MerkleHash root) {}
