/**
 * The machines: network namespaces with the processes of nodes, vaults, databases and the blob
 * store.
 */
package dev.freehold.chaos.world;
