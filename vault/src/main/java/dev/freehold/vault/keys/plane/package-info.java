/**
 * The door to a vault's keys: who is admitted, the table of routes, and the operations that make,
 * import, change, show and list keys.
 */
package dev.freehold.vault.keys.plane;
