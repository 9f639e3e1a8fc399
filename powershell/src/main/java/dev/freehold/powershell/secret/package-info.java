/**
 * Decides which parts of a script are secrets that must not be shown again. No other package does.
 */
package dev.freehold.powershell.secret;
