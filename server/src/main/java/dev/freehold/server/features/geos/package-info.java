/** Geos: groups of sites under one policy, which is registered, rolled and restored for each. */
package dev.freehold.server.features.geos;
