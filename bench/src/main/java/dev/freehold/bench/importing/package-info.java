/** Benchmark of importing mail with sealing and without. */
package dev.freehold.bench.importing;
