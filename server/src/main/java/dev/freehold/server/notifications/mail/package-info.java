/** Notifications by e-mail, to people by their roles and to the operators. */
package dev.freehold.server.notifications.mail;
