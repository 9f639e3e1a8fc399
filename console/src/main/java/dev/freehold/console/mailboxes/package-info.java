/** Mailboxes: which policy they are under, and whether they are encrypted under it. */
package dev.freehold.console.mailboxes;
