/**
 * What a copy of the service's databases and key bundles could still open, found out without any
 * server and without changing the copy.
 */
package dev.freehold.custody.copies;
