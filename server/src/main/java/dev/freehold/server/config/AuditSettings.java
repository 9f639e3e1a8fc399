package dev.freehold.server.config;

import static dev.freehold.server.config.Kind.integer;

import dev.freehold.server.audit.AuditFormat;
import java.nio.file.Path;
import java.util.Optional;

/** The keys below {@code freehold.audit}: where audit records are sent. */
final class AuditSettings {

  static final Setting<Optional<String>> SYSLOG_HOST =
      Setting.open(
          "freehold.audit.syslog.host",
          "The syslog collector that gets every audit record over TLS, as in its certificate;"
              + " empty for none.",
          Kind.optional(Kind.dnsName()),
          "");
  static final Setting<Integer> SYSLOG_PORT =
      Setting.open(
          "freehold.audit.syslog.port", "The collector's port.", integer(1, 65_535, ""), "6514");
  static final Setting<Optional<Path>> SYSLOG_CA =
      Setting.open(
          "freehold.audit.syslog.ca",
          "A PEM file with the authorities one of which must vouch for the collector; empty for"
              + " those that Java trusts.",
          Kind.optional(Kind.path()),
          "");
  static final Setting<Optional<Path>> SYSLOG_CLIENT_CERTIFICATE =
      Setting.open(
          "freehold.audit.syslog.client-certificate",
          "A PEM file, mode 0600, with the certificate chain and the PKCS #8 key by which this"
              + " server shows who it is to the collector; empty for none.",
          Kind.optional(Kind.path()),
          "");
  static final Setting<AuditFormat> SYSLOG_FORMAT =
      Setting.open(
          "freehold.audit.syslog.format",
          "What a message holds: jsonl, the fields of the audit log; ocsf, an OCSF event.",
          Kind.oneOf(AuditFormat.class),
          "ocsf");
  static final Setting<String> SYSLOG_TENANT =
      Setting.open(
          "freehold.audit.syslog.tenant",
          "The tenant, by name or GUID, whose records the collector gets; empty for all.",
          Kind.text(),
          "");

  private AuditSettings() {}
}
