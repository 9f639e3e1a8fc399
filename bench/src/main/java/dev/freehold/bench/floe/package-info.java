/** Benchmark of sealing and opening objects, beside plain copying and two well-known libraries. */
package dev.freehold.bench.floe;
