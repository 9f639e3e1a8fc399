/**
 * The command {@code freehold restore-check}: says which content of a backup could still be opened,
 * and with which keys.
 */
package dev.freehold.server.restore;
