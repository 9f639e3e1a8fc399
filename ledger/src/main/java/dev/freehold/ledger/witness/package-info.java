/**
 * An independent witness of logs. It remembers the newest head of each log that it knows and
 * cosigns a newer one only if that one continues it, so it never vouches for two histories of one
 * log. The protocol is C2SP's tlog-witness.
 */
package dev.freehold.ledger.witness;
