/**
 * A database as modules see it: transactions, statements, settings and errors, and what SQLite and
 * PostgreSQL have in common.
 *
 * <p>Every module keeps its own tables and its own SQL; this package only knows how a transaction
 * becomes durable.
 */
package dev.freehold.persistence;
