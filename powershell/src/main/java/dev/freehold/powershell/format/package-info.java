/**
 * Objects shown as lists and tables, as PowerShell shows them.
 *
 * <p>A {@link dev.freehold.powershell.format.Formatter} turns objects into {@link
 * dev.freehold.powershell.format.FormatRecord}s, which go through a pipeline like other values; a
 * {@link dev.freehold.powershell.format.FormatWriter} lays those out as lines. {@link
 * dev.freehold.powershell.format.DefaultOutput} does both for whatever a pipeline's end gets.
 */
package dev.freehold.powershell.format;
