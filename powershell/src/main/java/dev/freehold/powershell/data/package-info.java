/**
 * The cmdlets that work on objects of any type: selecting, sorting, grouping, measuring, and CSV
 * and JSON. They read parameters and write to streams; {@code data.step} does the work.
 */
package dev.freehold.powershell.data;
