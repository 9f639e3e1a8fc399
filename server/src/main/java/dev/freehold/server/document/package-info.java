/**
 * The legal document of a purge: makes it, signs it here or accepts it signed outside, and verifies
 * it.
 */
package dev.freehold.server.document;
