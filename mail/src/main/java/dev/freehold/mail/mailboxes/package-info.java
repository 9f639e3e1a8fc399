/**
 * Mailboxes and mail users, their addresses and names, the attributes that administrators can
 * change, and the folders in mailboxes.
 */
package dev.freehold.mail.mailboxes;
