/** Legal holds on mailboxes and sites. */
package dev.freehold.server.features.holds;
