/** Mailboxes and sites alike, as several features show them: what they are called, their states. */
package dev.freehold.server.owners;
