/**
 * What a process opens in its data folder: databases, blobs, keys, and what the first start makes.
 */
package dev.freehold.server.stores;
