/** Mailboxes and mail users: making, listing and changing them, and their statistics. */
package dev.freehold.server.features.mailboxes;
