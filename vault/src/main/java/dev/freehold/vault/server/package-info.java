/**
 * The vault server as a whole: listener, host names, its two planes (keys and management), and the
 * audit of every request.
 */
package dev.freehold.vault.server;
