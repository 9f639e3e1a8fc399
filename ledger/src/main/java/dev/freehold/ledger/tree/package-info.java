/**
 * The hashes of an RFC 6962 tree, and proofs over it: that an entry is in it, and that it only
 * grew. Proofs are made over whatever stores the hashes, and checked without any store.
 */
package dev.freehold.ledger.tree;
