/** Numbers, dates, time spans and names as text, and the errors of all that works on values. */
package dev.freehold.powershell.value.scalar;
