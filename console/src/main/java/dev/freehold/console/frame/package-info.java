/** What every page of the console has: texts, menu, times, commands to copy. */
package dev.freehold.console.frame;
