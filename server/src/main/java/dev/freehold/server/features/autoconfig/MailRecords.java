package dev.freehold.server.features.autoconfig;

import dev.freehold.server.config.ServerSettings.MailPrograms;
import java.util.List;

/**
 * DNS records by which mail programs find the server of a domain, as lines of a zone file: RFC 6186
 * for IMAP, RFC 8314 for sending, and the host that Thunderbird asks.
 */
public final class MailRecords {

  private MailRecords() {}

  /**
   * The records of one domain.
   *
   * @param told what mail programs are told; what there is not gets the target that says so
   * @param apiName the DNS name of the REST API, which answers Thunderbird
   * @param domain in lower case and ASCII, without the last dot
   */
  public static List<String> of(MailPrograms told, String apiName, String domain) {
    boolean sends = told.areServed() || told.submission().isPresent();
    int overTls = sends && told.submitsOverTls() ? told.submissionPort() : 0;
    int startTls = sends && !told.submitsOverTls() ? told.submissionPort() : 0;
    String autoconfig =
        told.areServed()
            ? "autoconfig.%s. IN CNAME %s.".formatted(domain, apiName)
            : "; no autoconfig.%s: IMAP is off".formatted(domain);
    return List.of(
        service("_imaps", domain, told.imapName(), told.imapPort()),
        service("_imap", domain, told.imapName(), told.startTlsPort()),
        service("_submissions", domain, told.submissionName(), overTls),
        service("_submission", domain, told.submissionName(), startTls),
        autoconfig);
  }

  /** One SRV record: priority, weight, port and target. */
  private static String service(String service, String domain, String target, int port) {
    String answer = port == 0 ? "0 0 0 ." : "0 1 %d %s.".formatted(port, target);
    return "%s._tcp.%s. IN SRV %s".formatted(service, domain, answer);
  }
}
