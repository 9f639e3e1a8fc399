/** The server that the command {@code freehold witness} starts. */
package dev.freehold.server.witness;
