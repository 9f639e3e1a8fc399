/**
 * The database as the modules use it: transactions, statements, settings and errors, and what
 * SQLite and PostgreSQL have in common.
 *
 * <p>Every module has its own tables and its own SQL; this package only makes transactions durable.
 */
package dev.freehold.persistence;
