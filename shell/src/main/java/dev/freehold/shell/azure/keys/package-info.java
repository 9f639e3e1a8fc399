/** The Az cmdlets for keys and their rotation policies. */
package dev.freehold.shell.azure.keys;
