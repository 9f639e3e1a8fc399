/**
 * Recovery after both root keys of a policy were lost: one person asks, another approves, the
 * operator opens it, and the content moves to another policy.
 */
package dev.freehold.custody.recovery;
