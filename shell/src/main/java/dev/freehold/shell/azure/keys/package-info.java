/** The Az cmdlets over keys and their rotation policies. */
package dev.freehold.shell.azure.keys;
