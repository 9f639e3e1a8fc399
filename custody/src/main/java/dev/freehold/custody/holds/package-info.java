/** Legal holds: nothing may be deleted from a held mailbox or site until the hold is lifted. */
package dev.freehold.custody.holds;
