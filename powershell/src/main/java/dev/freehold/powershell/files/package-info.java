/** Cmdlets over the files and folders of the machine that the shell runs on. */
package dev.freehold.powershell.files;
