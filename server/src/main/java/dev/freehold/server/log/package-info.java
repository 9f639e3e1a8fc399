/** Log lines: JSON for collectors or text for people, always to standard error. */
package dev.freehold.server.log;
