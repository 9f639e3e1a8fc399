/** The pages of migration batches: mail that is brought from other servers. */
package dev.freehold.console.migrations;
