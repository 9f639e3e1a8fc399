/** Migration of mailboxes from other servers. */
package dev.freehold.server.features.migration;
