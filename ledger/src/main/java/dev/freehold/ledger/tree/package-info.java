/**
 * The hashes of an RFC 6962 tree and proofs over it: that an entry is in it, and that it only grew.
 * Made over whatever stores the tree's hashes, and checked without any store.
 */
package dev.freehold.ledger.tree;
