/**
 * The command {@code freehold coverage}: lists every place where the server stores bytes, and what
 * protects them there.
 */
package dev.freehold.server.coverage;
