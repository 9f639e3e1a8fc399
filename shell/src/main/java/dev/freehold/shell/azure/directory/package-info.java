/** The cmdlets that look up who there is in the directory. */
package dev.freehold.shell.azure.directory;
