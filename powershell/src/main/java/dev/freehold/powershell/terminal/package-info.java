/** The shell at a terminal, and scripts that run without one. */
package dev.freehold.powershell.terminal;
