/**
 * Finds out what a copy of the service's databases and key bundles could still open, without a
 * server and without changing the copy.
 */
package dev.freehold.custody.copies;
