/** Benchmark of the key vault under load. */
package dev.freehold.bench.vault;
