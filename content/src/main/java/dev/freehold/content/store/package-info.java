/**
 * Sealed objects with their rows: sealing, registering, reading and releasing.
 *
 * <p>The order that makes a write safe is always the same: blob durable, row committed, then
 * acknowledged; a deletion goes the other way round.
 */
package dev.freehold.content.store;
