/** Cmdlets that work on files and folders of the machine on which the shell runs. */
package dev.freehold.powershell.files;
