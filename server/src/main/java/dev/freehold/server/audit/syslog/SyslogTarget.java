package dev.freehold.server.audit.syslog;

import dev.freehold.server.audit.AuditFormat;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/**
 * The collector of audit records, and their format.
 *
 * @param host the collector's name, which its certificate must bear
 * @param port where it listens
 * @param tls which authorities are trusted, and what this server shows of itself
 * @param format of the messages' content
 * @param tenant whose records go there; all tenants' if empty
 * @param ownName how this server calls itself in messages
 */
public record SyslogTarget(
    String host,
    int port,
    SSLContext tls,
    AuditFormat format,
    Optional<UUID> tenant,
    String ownName) {}
