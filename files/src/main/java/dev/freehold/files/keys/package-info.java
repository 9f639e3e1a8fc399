/**
 * Work on one site under its keys: it first gets the keys, then one transaction reads and writes
 * rows that are sealed under them.
 */
package dev.freehold.files.keys;
