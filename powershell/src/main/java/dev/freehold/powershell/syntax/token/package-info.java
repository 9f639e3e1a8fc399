/** The tokens of a line that the user is typing, which may not be a whole script yet. */
package dev.freehold.powershell.syntax.token;
