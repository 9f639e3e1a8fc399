/**
 * Messages: appending, reading and changing them, and the properties of a message that are sealed
 * in SQL. The scrub, resealing and freeing purged mailboxes work on the same rows.
 */
package dev.freehold.mail.messages;
