/** The Az cmdlets over vaults and their access policies. */
package dev.freehold.shell.azure.vaults;
