/** Imports into, and exports from, a mailbox of a store that this process has open. */
package dev.freehold.mail.transfer.local;
