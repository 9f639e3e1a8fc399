/** Cmdlets that bring mail from IMAP servers elsewhere. */
package dev.freehold.shell.migration;
