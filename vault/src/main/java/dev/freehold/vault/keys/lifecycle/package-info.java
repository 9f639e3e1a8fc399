/**
 * The operations that end a key, bring it back, carry it elsewhere or renew it: delete, recover,
 * purge, back up, restore and rotate. Keys that are due are purged and rotated without a caller.
 */
package dev.freehold.vault.keys.lifecycle;
