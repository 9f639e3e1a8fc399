/**
 * The hashes of an RFC 6962 tree, and proofs over it: that an entry is in the tree, and that the
 * tree only grew. Making a proof reads the stored hashes; checking one needs no store.
 */
package dev.freehold.ledger.tree;
