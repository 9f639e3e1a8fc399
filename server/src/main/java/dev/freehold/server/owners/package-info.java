/** What several features show of mailboxes and sites alike: their names and their states. */
package dev.freehold.server.owners;
