/** The pieces of a line that is being typed, which may not be a whole script yet. */
package dev.freehold.powershell.syntax.token;
