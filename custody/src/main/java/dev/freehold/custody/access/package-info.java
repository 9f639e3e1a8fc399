/**
 * Key access: leases of opened keys, how roots are asked, when the availability key may stand in,
 * and the cache.
 */
package dev.freehold.custody.access;
