/**
 * Assignments of policies to mailboxes, and the second person's approval if content would leave a
 * locked policy.
 */
package dev.freehold.server.features.assignments;
