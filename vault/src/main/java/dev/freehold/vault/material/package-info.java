/** Key material: kinds, specifications, public parts, algorithms, and the engines that use them. */
package dev.freehold.vault.material;
