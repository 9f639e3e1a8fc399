/** The nodes of the service, for operators. */
package dev.freehold.server.features.nodes;
