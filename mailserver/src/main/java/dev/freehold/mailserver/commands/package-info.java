/**
 * Commands that James lacks: SORT, THREAD, FETCH PREVIEW and CREATE with a special use. What they
 * order is decided by plain functions over facts of messages; parsers and processors are around
 * them. The facts are content, and live no longer in memory than their key may be used.
 */
package dev.freehold.mailserver.commands;
