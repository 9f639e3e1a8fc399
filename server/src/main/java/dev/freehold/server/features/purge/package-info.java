/** Purges: how all keys under a policy are destroyed for good, and the content under them. */
package dev.freehold.server.features.purge;
