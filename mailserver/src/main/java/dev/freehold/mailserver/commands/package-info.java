/**
 * Commands that James lacks: SORT, THREAD, FETCH PREVIEW and CREATE with a special use. What they
 * order is decided by plain functions over facts of messages; parsers and processors are around
 * them. The facts are content, and live no longer in memory than their key may be used.
 *
 * <p>This package has more than 30 files because James has five types for each command: parser,
 * request, processor, answer and encoder. {@link dev.freehold.mailserver.commands.MailCommands}
 * lists them.
 */
package dev.freehold.mailserver.commands;
