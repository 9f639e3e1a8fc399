/** Errors as scripts see them: what they say, where they happened, and how they are shown. */
package dev.freehold.powershell.run.error;
