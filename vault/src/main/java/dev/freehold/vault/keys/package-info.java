/**
 * Keys, their versions and their tables: which columns are sealed, how a key is deleted, and how it
 * is destroyed for good. The packages below have the operations for callers.
 */
package dev.freehold.vault.keys;
