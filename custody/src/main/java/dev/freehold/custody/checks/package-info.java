/**
 * Tries root keys on purpose, whatever a lease holds: whether each root opens its policy (the
 * cross-check), and what the service may still do with a key before a purge.
 */
package dev.freehold.custody.checks;
