/**
 * What a cmdlet is, and how the arguments of a command line and the objects of a pipeline become
 * its parameters, in PowerShell's order and with its error texts.
 */
package dev.freehold.powershell.run.binding;
