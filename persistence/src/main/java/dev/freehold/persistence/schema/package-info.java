/**
 * The form of a database's tables: how programs of several versions change it and work on it at the
 * same time. {@link dev.freehold.persistence.schema.MigrationKind} says in which steps.
 */
package dev.freehold.persistence.schema;
