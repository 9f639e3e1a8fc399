/** Benchmark of two nodes beside one: what a request costs, and how long it takes when one dies. */
package dev.freehold.bench.nodes;
