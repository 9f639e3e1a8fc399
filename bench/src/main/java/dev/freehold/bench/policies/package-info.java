/**
 * Policies at work: re-wrapping, rolling, opening and revoking, with vaults that answer at once.
 */
package dev.freehold.bench.policies;
