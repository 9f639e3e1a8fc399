/**
 * Opens policy keys and owner keys: asks the roots, keeps opened keys under leases, and decides
 * when the availability key may be used. {@code AccessRule} decides what happens when both roots
 * failed; {@code KeyRefusals} has the refusals that users then get.
 *
 * <p>It has more than 30 files because asking, remembering and telling work on verdicts and leases
 * that nobody else may see.
 */
package dev.freehold.custody.access;
