/** Legal holds: mailboxes and sites that nothing may be taken from until the hold is lifted. */
package dev.freehold.custody.holds;
