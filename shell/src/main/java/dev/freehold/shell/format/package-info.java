/**
 * Objects shown as lists and tables, as PowerShell shows them.
 *
 * <p>A {@link dev.freehold.shell.format.Formatter} turns objects into {@link
 * dev.freehold.shell.format.FormatRecord}s, which go through a pipeline like other values; a {@link
 * dev.freehold.shell.format.FormatWriter} lays those out as lines. {@link
 * dev.freehold.shell.format.DefaultOutput} does both for whatever a pipeline's end gets.
 */
package dev.freehold.shell.format;
