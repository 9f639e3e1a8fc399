/** Small helpers for what people read. */
package dev.freehold.server.text;
