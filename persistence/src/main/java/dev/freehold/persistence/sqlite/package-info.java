/**
 * SQLite: one writer thread that commits the work of many callers at once, a few readers, and
 * erasure of deleted data from its files.
 */
package dev.freehold.persistence.sqlite;
