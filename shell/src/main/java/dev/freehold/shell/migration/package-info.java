/** Cmdlets that migrate mail from IMAP servers elsewhere. */
package dev.freehold.shell.migration;
