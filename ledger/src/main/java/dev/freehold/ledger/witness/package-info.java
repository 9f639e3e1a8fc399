/**
 * An independent witness of logs: it remembers the newest head of each log that it knows, cosigns a
 * newer one only if that is consistent with it, and so never vouches for two histories of one log.
 * The protocol is C2SP's tlog-witness.
 */
package dev.freehold.ledger.witness;
