/**
 * What the Az cmdlets share: the signed-in account, calls and their errors, and clients of the
 * management plane, of vaults and of keys.
 */
package dev.freehold.shell.azure.call;
