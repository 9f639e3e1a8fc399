/** SQLite: one writer that commits for many at once, a few readers, and erasure in its files. */
package dev.freehold.persistence.sqlite;
