/** Notifications: webhooks of a tenant, and what was sent to whom. */
package dev.freehold.server.features.notifications;
