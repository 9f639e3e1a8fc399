/**
 * Tab completion: the commands, parameters, values, variables and files that can follow a line as
 * typed so far.
 */
package dev.freehold.powershell.complete;
