/** Benchmarks: each figure is a ratio against a peer or against the feature switched off. */
package dev.freehold.bench;
