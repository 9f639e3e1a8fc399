/**
 * The management plane: vaults and their access policies, in the shape of Azure Resource Manager.
 */
package dev.freehold.vault.management;
