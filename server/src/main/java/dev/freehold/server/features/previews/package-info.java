/** Previews of what a revocation or a purge would make unreadable. */
package dev.freehold.server.features.previews;
