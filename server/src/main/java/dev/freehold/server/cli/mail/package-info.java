/** The commands that bring mail in and out, and print the records by which it is found. */
package dev.freehold.server.cli.mail;
