/**
 * SEARCH: from rows where they suffice, then from envelopes, and from the bytes of messages only
 * where both leave a message open. Nothing is indexed, so nothing of content is stored for it.
 */
package dev.freehold.mailserver.search;
