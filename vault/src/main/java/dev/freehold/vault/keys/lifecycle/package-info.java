/**
 * The operations that end, recover, copy or renew a key: delete, recover, purge, back up, restore
 * and rotate. Keys that are due are purged and rotated without a caller.
 */
package dev.freehold.vault.keys.lifecycle;
