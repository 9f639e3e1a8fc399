/**
 * Shows objects as lists and tables, as PowerShell does.
 *
 * <p>A {@link dev.freehold.powershell.format.Formatter} turns objects into {@link
 * dev.freehold.powershell.format.FormatRecord}s, which go through a pipeline like other values. A
 * {@link dev.freehold.powershell.format.FormatWriter} lays those out as lines. {@link
 * dev.freehold.powershell.format.DefaultOutput} does both for the objects at the end of a pipeline.
 */
package dev.freehold.powershell.format;
