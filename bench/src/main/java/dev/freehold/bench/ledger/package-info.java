/**
 * Benchmark of the ledger: the cost of appending an entry, and of proving an entry of a very long
 * log.
 */
package dev.freehold.bench.ledger;
