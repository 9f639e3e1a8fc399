/**
 * Sealed objects with their rows: sealing, registering, reading and releasing.
 *
 * <p>A write is safe because its order is always the same: the blob becomes durable, then the row
 * is committed, then the write is acknowledged. A deletion goes the other way round.
 *
 * <p>It has more than 30 files because what seals, opens and checks an object shares parts that
 * nobody else may use.
 */
package dev.freehold.content.store;
