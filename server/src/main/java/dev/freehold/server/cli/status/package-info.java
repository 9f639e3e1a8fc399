/** {@code freehold status}: whose fault it is that a key is not given. */
package dev.freehold.server.cli.status;
