/**
 * Runs three nodes with vaults, databases and a blob store through faults, and checks what clients
 * saw.
 */
package dev.freehold.chaos;
