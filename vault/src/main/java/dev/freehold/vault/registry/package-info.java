/** The vaults of the server: their settings, who may use them, their deletion and recovery. */
package dev.freehold.vault.registry;
