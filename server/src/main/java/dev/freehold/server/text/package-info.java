/** Helpers for text that people read. */
package dev.freehold.server.text;
