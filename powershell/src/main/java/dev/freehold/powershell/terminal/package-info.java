/** The shell at a terminal, and scripts without one. */
package dev.freehold.powershell.terminal;
