/** The CSV of a migration batch: how it is read, and what is said of one that cannot be. */
package dev.freehold.mail.migration.csv;
