/** Entries: their fields, the bytes that are hashed, and personal values that can be erased. */
package dev.freehold.ledger.entry;
