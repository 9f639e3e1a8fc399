/**
 * Seals of the rows that decide who may use a key. Outside the database, a file remembers the
 * newest state that this node has seen of each.
 */
package dev.freehold.vault.seals;
