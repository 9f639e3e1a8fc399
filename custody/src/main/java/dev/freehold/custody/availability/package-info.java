/**
 * Checks at the start that the main database and the availability database belong together: the
 * main database stores the other one's id and number of changes, and both must match.
 */
package dev.freehold.custody.availability;
