/** How much a vault does for its callers in a short time, and what the rest are told. */
package dev.freehold.vault.throttling;
