/**
 * Sealed objects with their rows: sealing, registering, reading and releasing.
 *
 * <p>A write is safe because its order is always the same: the blob becomes durable, then the row
 * is committed, then the write is acknowledged. A deletion goes the other way round.
 */
package dev.freehold.content.store;
