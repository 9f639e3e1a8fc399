/** Orders that bring mailboxes under policies, and their approval where a policy is locked. */
package dev.freehold.server.features.assignments;
