/**
 * The management plane: vaults and their access policies, in the shape of Azure Resource Manager.
 *
 * <p>This package has more than 30 files because each kind of resource has its own JSON types for
 * answers and bodies.
 */
package dev.freehold.vault.management;
