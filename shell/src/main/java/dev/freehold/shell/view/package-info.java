/** The default views of the cmdlets' object types. */
package dev.freehold.shell.view;
