/** How {@code freehold shell} and {@code freehold run} start the language with its cmdlets. */
package dev.freehold.server.cli.shell;
