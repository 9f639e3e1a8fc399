/** The Az cmdlets for vaults and their access policies. */
package dev.freehold.shell.azure.vaults;
