/** Sites and the permissions on them. */
package dev.freehold.server.features.sites;
