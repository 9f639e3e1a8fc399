/** Who may read mailboxes of others, and the entries in the ledger of each time that they do. */
package dev.freehold.mail.access;
