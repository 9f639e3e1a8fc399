/**
 * Opens a database of either kind, to migrate it or read-only, and lists the tables that it has.
 */
package dev.freehold.persistence.opening;
