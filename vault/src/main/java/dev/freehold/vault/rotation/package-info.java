/** Rotation policies: when a key gets a new version by itself, and how long that one lives. */
package dev.freehold.vault.rotation;
