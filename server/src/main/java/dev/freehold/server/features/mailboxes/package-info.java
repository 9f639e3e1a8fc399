/** Mailboxes and mail users: made, listed, edited, counted. */
package dev.freehold.server.features.mailboxes;
