/** What a node has in its data folder that other nodes need too, and how it comes to a new one. */
package dev.freehold.server.nodes;
