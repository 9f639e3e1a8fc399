package dev.freehold.server.features.autoconfig;

import dev.freehold.custody.identity.User;
import dev.freehold.server.config.ServerSettings.MailPrograms;
import java.util.UUID;

/**
 * A profile that gives Apple's devices an account for one person's mailbox. It has no password: the
 * device asks for it. The ids are the person's for ever, so a newer profile replaces an older one.
 */
final class AppleProfile {

  private AppleProfile() {}

  /** The property list. */
  static String of(MailPrograms told, User person) {
    UUID id = person.identity().objectId();
    String address = xml(person.userPrincipalName());
    boolean beginsTls = told.imapPort() != 0;
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <plist version="1.0">
    <dict>
      <key>PayloadType</key><string>Configuration</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>PayloadIdentifier</key><string>dev.freehold.mail.%1$s</string>
      <key>PayloadUUID</key><string>%1$s</string>
      <key>PayloadDisplayName</key><string>Mail of %3$s</string>
      <key>PayloadContent</key>
      <array>
        <dict>
          <key>PayloadType</key><string>com.apple.mail.managed</string>
          <key>PayloadVersion</key><integer>1</integer>
          <key>PayloadIdentifier</key><string>dev.freehold.mail.%1$s.account</string>
          <key>PayloadUUID</key><string>%2$s</string>
          <key>PayloadDisplayName</key><string>%3$s</string>
          <key>EmailAccountDescription</key><string>%3$s</string>
          <key>EmailAccountName</key><string>%4$s</string>
          <key>EmailAccountType</key><string>EmailTypeIMAP</string>
          <key>EmailAddress</key><string>%3$s</string>
          <key>IncomingMailServerAuthentication</key><string>EmailAuthPassword</string>
          <key>IncomingMailServerHostName</key><string>%5$s</string>
          <key>IncomingMailServerPortNumber</key><integer>%6$d</integer>
          <key>IncomingMailServerUseSSL</key><true/>
          <key>IncomingMailServerUsername</key><string>%3$s</string>
          <key>OutgoingMailServerAuthentication</key><string>EmailAuthPassword</string>
          <key>OutgoingMailServerHostName</key><string>%7$s</string>
          <key>OutgoingMailServerPortNumber</key><integer>%8$d</integer>
          <key>OutgoingMailServerUseSSL</key><true/>
          <key>OutgoingMailServerUsername</key><string>%3$s</string>
          <key>OutgoingPasswordSameAsIncomingPassword</key><true/>
        </dict>
      </array>
    </dict>
    </plist>
    """
        .formatted(
            id,
            new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1),
            address,
            xml(person.identity().displayName()),
            told.imapName(),
            beginsTls ? told.imapPort() : told.startTlsPort(),
            told.submissionName(),
            told.submissionPort());
  }

  /** Text between tags. XML 1.0 cannot say some characters; they are left out. */
  private static String xml(String plain) {
    StringBuilder text = new StringBuilder();
    plain
        .codePoints()
        .filter(c -> c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF)
        .forEach(
            c -> {
              switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                default -> text.appendCodePoint(c);
              }
            });
    return text.toString();
  }
}
