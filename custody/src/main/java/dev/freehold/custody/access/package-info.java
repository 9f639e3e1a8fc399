/**
 * Key access: leases of opened keys, how roots are asked, when the availability key may stand in,
 * and the cache. {@code AccessRule} decides when both roots failed; {@code KeyRefusals} has what is
 * said then.
 */
package dev.freehold.custody.access;
