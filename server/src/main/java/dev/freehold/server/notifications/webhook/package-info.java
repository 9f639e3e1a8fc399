/** Notifications by signed HTTPS requests to addresses that tenants choose. */
package dev.freehold.server.notifications.webhook;
