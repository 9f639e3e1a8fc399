/**
 * Opens policy keys and owner keys: asks the roots, keeps opened keys under leases, and decides
 * when the availability key may be used. {@code AccessRule} decides what happens when both roots
 * failed; {@code KeyRefusals} has the refusals that users then get.
 */
package dev.freehold.custody.access;
