/**
 * Makes sure that a service works with its own availability database and no other: the main
 * database keeps the id of that one and the number of its changes, and a start compares both.
 */
package dev.freehold.custody.availability;
