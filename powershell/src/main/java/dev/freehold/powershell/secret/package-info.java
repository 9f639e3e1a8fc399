/** Which parts of a script are secrets that nothing may show again: the one place for the rule. */
package dev.freehold.powershell.secret;
