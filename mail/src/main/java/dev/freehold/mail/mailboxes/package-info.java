/**
 * Mailboxes and mail users, their addresses and names, the attributes that administrators can
 * change, and the folders in mailboxes.
 *
 * <p>This package has more than 30 files because whatever changes a mailbox writes its sealed row,
 * and nothing else may: making, editing, removing and recovering share types that nobody else sees.
 */
package dev.freehold.mail.mailboxes;
