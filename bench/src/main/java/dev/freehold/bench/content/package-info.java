/** Benchmark of the object store with sealing, and with a format that copies the bytes unsealed. */
package dev.freehold.bench.content;
