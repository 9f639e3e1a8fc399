/** The cmdlets for data encryption policies, of mailboxes and of the whole tenant. */
package dev.freehold.shell.exchange.policies;
