/** Import into, and export from, a mailbox of this process. */
package dev.freehold.mail.transfer.local;
