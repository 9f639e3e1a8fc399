/**
 * Cmdlets and their parameters: how arguments of a command line and objects of a pipeline are bound
 * to parameters, in PowerShell's order and with its error texts.
 */
package dev.freehold.powershell.run.binding;
