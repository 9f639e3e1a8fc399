/** Policies: the keys that mailboxes and sites are under. */
package dev.freehold.console.policies;
