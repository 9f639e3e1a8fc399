/**
 * Commands and answers of James, mended where they differ from their RFCs. Each class says in what.
 * There are more than 30 files because each command that differs is a class of its own.
 */
package dev.freehold.mailserver.imap.mended;
