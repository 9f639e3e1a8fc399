/** Subscriptions with their owners, the role assignments and the resource groups in them. */
package dev.freehold.vault.subscriptions;
