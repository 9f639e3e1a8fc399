/**
 * Messages: appending, reading and changing them, and the properties of a message that are sealed
 * in SQL. The scrub, resealing and freeing purged mailboxes work on the same rows.
 *
 * <p>This package has more than 30 files because whatever touches a message's row works with what
 * is sealed in it: appending, copying, moving and resealing share types that nobody else sees.
 */
package dev.freehold.mail.messages;
