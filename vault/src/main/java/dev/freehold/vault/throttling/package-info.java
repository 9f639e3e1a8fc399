/** Limits on how much a vault does for its callers in a short time, and the answers beyond them. */
package dev.freehold.vault.throttling;
