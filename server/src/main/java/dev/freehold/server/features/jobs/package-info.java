/** The jobs of a tenant: its administrators list, pause, resume and cancel them. */
package dev.freehold.server.features.jobs;
