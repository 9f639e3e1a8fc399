package dev.freehold.server.features.autoconfig;

import dev.freehold.server.config.ServerSettings.MailPrograms;
import java.util.ArrayList;
import java.util.List;

/**
 * The file by which Thunderbird and others configure themselves, in the format {@code
 * config-v1.1.xml}. It says the same to everybody, so nobody learns from it who has a mailbox; the
 * program puts the address in itself.
 */
final class ThunderbirdFile {

  private ThunderbirdFile() {}

  /** The file, all in ASCII: names of hosts need no quoting. */
  static String of(MailPrograms told) {
    List<String> servers = new ArrayList<>();
    if (told.imapPort() != 0) {
      servers.add(server("incoming", "imap", told.imapName(), told.imapPort(), true));
    }
    if (told.startTlsPort() != 0) {
      servers.add(server("incoming", "imap", told.imapName(), told.startTlsPort(), false));
    }
    servers.add(
        server(
            "outgoing",
            "smtp",
            told.submissionName(),
            told.submissionPort(),
            told.submitsOverTls()));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <clientConfig version="1.1">
      <emailProvider id="%1$s">
        <domain>%%EMAILDOMAIN%%</domain>
        <displayName>%1$s</displayName>
        <displayShortName>%1$s</displayShortName>
    %2$s  </emailProvider>
    </clientConfig>
    """
        .formatted(told.imapName(), String.join("", servers));
  }

  private static String server(String way, String type, String name, int port, boolean beginsTls) {
    return """
        <%1$sServer type="%2$s">
          <hostname>%3$s</hostname>
          <port>%4$d</port>
          <socketType>%5$s</socketType>
          <authentication>password-cleartext</authentication>
          <username>%%EMAILADDRESS%%</username>
        </%1$sServer>
    """
        .formatted(way, type, name, port, beginsTls ? "SSL" : "STARTTLS");
  }
}
