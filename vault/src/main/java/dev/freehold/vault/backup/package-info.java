/**
 * Backups of keys: their format, and the security worlds. A backup can be restored only within its
 * security world. See docs/formats/key-backup-v1.md.
 */
package dev.freehold.vault.backup;
