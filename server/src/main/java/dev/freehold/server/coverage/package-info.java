/** Every place where bytes rest, and what protects it there: {@code freehold coverage}. */
package dev.freehold.server.coverage;
