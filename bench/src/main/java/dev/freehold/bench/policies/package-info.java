/**
 * Benchmark of policies: re-wrapping, rolling, opening and revoking keys, with vaults that answer
 * at once.
 */
package dev.freehold.bench.policies;
