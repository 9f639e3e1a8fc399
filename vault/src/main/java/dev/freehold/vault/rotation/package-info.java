/**
 * Rotation policies: when the vault makes a new version of a key by itself, and when that version
 * expires.
 */
package dev.freehold.vault.rotation;
