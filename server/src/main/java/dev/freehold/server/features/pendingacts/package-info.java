/** Acts that take two persons or a time, as the REST API and vaults that run alone answer them. */
package dev.freehold.server.features.pendingacts;
