/** A witness that runs: {@code freehold witness}. */
package dev.freehold.server.witness;
