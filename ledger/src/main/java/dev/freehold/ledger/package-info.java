/**
 * The audit log: every administrative act and every key use, recorded before its effect is visible.
 * If an entry cannot be written, the act is refused.
 *
 * <p>This package has more than 30 files because whoever could write to the tables of entries,
 * heads, tiles and entries that wait could forge a log, so that nobody outside sees those classes.
 */
package dev.freehold.ledger;
