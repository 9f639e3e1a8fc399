/**
 * Backups of keys: their format, and the security worlds within which they can be restored. See
 * docs/formats/key-backup-v1.md.
 */
package dev.freehold.vault.backup;
