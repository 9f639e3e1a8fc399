/**
 * A key, its versions and their tables: which columns are sealed, how a key is deleted, and how it
 * is destroyed for good. What callers can do with keys is in the packages below.
 */
package dev.freehold.vault.keys;
