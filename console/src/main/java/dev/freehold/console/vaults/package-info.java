/** Vaults: keys and their versions, and who may do what with them. */
package dev.freehold.console.vaults;
