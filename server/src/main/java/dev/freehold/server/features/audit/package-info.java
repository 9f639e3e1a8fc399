/** Audit records: searched and exported by auditors, sent to a collector by syslog. */
package dev.freehold.server.features.audit;
