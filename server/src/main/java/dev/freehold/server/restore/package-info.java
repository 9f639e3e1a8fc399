/** {@code freehold restore-check}: what of a backup could still be opened, and by what. */
package dev.freehold.server.restore;
