/**
 * The stores in a process's data folder: databases, blobs and keys, and what the first start makes
 * there.
 */
package dev.freehold.server.stores;
