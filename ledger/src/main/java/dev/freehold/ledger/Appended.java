package dev.freehold.ledger;

/**
 * The position at which an entry was recorded.
 *
 * @param sequence its place, counted from 1 over all tenants of the database
 * @param index its place in its tenant's log, counted from 0
 */
public record Appended(long sequence, long index) {}
