/** The messages of a mailbox. */
package dev.freehold.server.features.messages;
