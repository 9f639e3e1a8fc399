/** The commands that export the ledger and its records, and those that verify what was exported. */
package dev.freehold.server.cli.ledger;
