/** Sends audit records to a syslog collector over TLS, each record at least once. */
package dev.freehold.server.audit.syslog;
