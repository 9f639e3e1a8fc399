/**
 * Seals over what decides who may use a key, and the memory, outside the database, of the newest
 * state that was seen of each.
 */
package dev.freehold.vault.seals;
