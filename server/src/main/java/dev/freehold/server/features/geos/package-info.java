/**
 * Geos: groups of sites under one policy. Administrators register, roll and recover the policy for
 * all sites of a geo.
 */
package dev.freehold.server.features.geos;
