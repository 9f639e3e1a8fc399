/**
 * Moves mailboxes and sites between policies, as jobs: what administrators assign to mailboxes, to
 * the tenant and to geos, and how far that has come.
 */
package dev.freehold.custody.moves;
