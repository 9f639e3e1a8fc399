/** RFC 6962 Merkle trees over the entries of a log: hashes, and what is proved with them. */
package dev.freehold.ledger.tree;
