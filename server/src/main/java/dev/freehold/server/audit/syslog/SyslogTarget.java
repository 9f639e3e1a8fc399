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
 * @param tls which certificate authorities to trust, and the certificate that this server presents
 * @param format of the messages' content
 * @param tenant the tenant whose records go there; all tenants' if empty
 * @param ownName this server's name in messages
 */
public record SyslogTarget(
    String host,
    int port,
    SSLContext tls,
    AuditFormat format,
    Optional<UUID> tenant,
    String ownName) {}
