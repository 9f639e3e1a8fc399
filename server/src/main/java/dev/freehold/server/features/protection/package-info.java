/**
 * Protection at a glance: what is under which policy of a tenant, and how the keys of all policies
 * stand.
 */
package dev.freehold.server.features.protection;
