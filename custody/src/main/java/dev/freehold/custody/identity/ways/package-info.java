/**
 * The ways in of people and programs: rows of one kind, which say whose a way is and whether it has
 * ended. What proves each, such as a hash, is elsewhere under the same id.
 */
package dev.freehold.custody.identity.ways;
