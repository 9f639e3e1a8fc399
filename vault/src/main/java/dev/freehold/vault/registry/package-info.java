/** The vaults of the server: their settings, their access policies, their deletion and recovery. */
package dev.freehold.vault.registry;
