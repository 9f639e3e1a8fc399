/**
 * The cmdlets over any objects: selecting, sorting, grouping, measuring, and CSV and JSON.
 *
 * <p>What a cmdlet does stands in a {@link dev.freehold.powershell.data.Step} or a function of its
 * own, without parameters and streams, so that it can be read and tested by itself.
 */
package dev.freehold.powershell.data;
