/** Options that several commands of {@code freehold} take, and the exit codes of all of them. */
package dev.freehold.server.cli.options;
