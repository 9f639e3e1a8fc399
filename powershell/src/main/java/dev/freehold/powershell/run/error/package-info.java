/** Errors as scripts see them: their text, the place in the script, and how they are shown. */
package dev.freehold.powershell.run.error;
