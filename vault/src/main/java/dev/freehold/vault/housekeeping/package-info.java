/** Work that the vault does when it falls due: purging, rotating, deleting what has expired. */
package dev.freehold.vault.housekeeping;
