/**
 * Opening a database (SQLite or PostgreSQL), migrations, transactions and group commit.
 *
 * <p>Every module keeps its own tables and its own SQL; this package only knows how a transaction
 * becomes durable.
 */
package dev.freehold.persistence;
