/** Benchmark of durable writes: one writer alone, and many writers that share commits. */
package dev.freehold.bench.persistence;
