/** Work that falls due by itself: purging, rotating, clearing up. */
package dev.freehold.vault.housekeeping;
