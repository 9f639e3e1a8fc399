/**
 * Commands and answers of James, mended where they differ from their RFCs. Each class says in what.
 */
package dev.freehold.mailserver.imap.mended;
