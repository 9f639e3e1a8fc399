/**
 * The audit log: every administrative act and every key use, recorded before its effect is visible.
 * If an entry cannot be written, the act is refused.
 */
package dev.freehold.ledger;
