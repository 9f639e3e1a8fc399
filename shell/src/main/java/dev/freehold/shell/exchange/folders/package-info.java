/** The cmdlets that count what the folders of mailboxes hold. */
package dev.freehold.shell.exchange.folders;
