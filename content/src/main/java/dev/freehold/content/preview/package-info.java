/**
 * Counts what would become unreadable if a policy were revoked or purged, without changing
 * anything.
 */
package dev.freehold.content.preview;
