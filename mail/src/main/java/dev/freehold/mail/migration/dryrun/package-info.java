/** What a migration would do: looked up at the source and here, with nothing written. */
package dev.freehold.mail.migration.dryrun;
