/**
 * Audit records: auditors search and export them, and the server sends them to a syslog collector.
 */
package dev.freehold.server.features.audit;
