/**
 * Work on one site under its keys: the keys are taken first, then one transaction reads and writes
 * rows that are sealed under them.
 */
package dev.freehold.files.keys;
