/**
 * The cmdlets over any objects: selecting, sorting, grouping, measuring, and CSV and JSON. They
 * read parameters and write to streams; what they do is in {@code data.step}.
 */
package dev.freehold.powershell.data;
