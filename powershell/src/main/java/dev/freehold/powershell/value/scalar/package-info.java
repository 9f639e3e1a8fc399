/**
 * Numbers, dates, time spans and names, how they are written as text, and the errors of all
 * operations on values.
 */
package dev.freehold.powershell.value.scalar;
