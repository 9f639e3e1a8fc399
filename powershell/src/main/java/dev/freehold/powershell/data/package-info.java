/**
 * The cmdlets over any objects: selecting, sorting, grouping, measuring, and CSV and JSON.
 *
 * <p>What a cmdlet does stands in a {@link dev.freehold.powershell.data.Step} or a function of its
 * own, without parameters and streams, so that it can be read and tested by itself.
 *
 * <p>This package has more than 30 files because each cmdlet has one for its parameters and one for
 * what it does.
 */
package dev.freehold.powershell.data;
