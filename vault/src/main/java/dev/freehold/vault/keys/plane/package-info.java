/**
 * The entrance to a vault's keys: authorisation, the table of routes, and the operations that make,
 * import, change, show and list keys.
 */
package dev.freehold.vault.keys.plane;
