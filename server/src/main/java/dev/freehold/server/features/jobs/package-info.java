/** The long work of a tenant, as its administrators see and brake it. */
package dev.freehold.server.features.jobs;
