/**
 * A key and its versions, and the tables that have them: what is sealed of them, how a key is
 * deleted, and how it is destroyed for good. What callers can do with keys is in the packages
 * below.
 */
package dev.freehold.vault.keys;
