package dev.freehold.mail.migration;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInKind;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceServers;
import java.net.URI;
import java.security.cert.CertificateException;
import java.util.regex.Pattern;

/** What an endpoint has to say of its server. */
final class EndpointRules {

  private static final int MAX_PORT = 65_535;
  private static final Pattern PIN = Pattern.compile("[0-9a-f]{64}");

  private EndpointRules() {}

  /**
   * Checks an endpoint that is to be made.
   *
   * @throws MailException {@code migration-invalid}, {@code migration-server-refused}
   */
  static void require(NewEndpoint wanted, SourceServers permitted) {
    MigrationNames.require(wanted.name());
    MigrationNames.requireServer(wanted.server());
    MigrationNames.requireRange("a port", wanted.port(), 1, MAX_PORT);
    MigrationNames.requireRange(
        "the number of concurrent migrations",
        wanted.maxConcurrent(),
        1,
        MigrationLimits.MAX_CONCURRENT);
    MigrationNames.requireRange(
        "the number of messages per hour",
        wanted.messagesPerHour(),
        0,
        MigrationLimits.MAX_MESSAGES_PER_HOUR);
    if (!permitted.permits(wanted.server(), wanted.port())) {
      throw refused();
    }
    requireTrust(wanted.trust());
    requireSignIn(wanted, permitted);
  }

  private static MailException refused() {
    return new MailException(
        MailError.MIGRATION_SERVER_REFUSED, SourceError.ADDRESS_REFUSED.meaning());
  }

  private static void requireTrust(CertificateTrust trust) {
    boolean hasAuthority = !trust.authority().isEmpty();
    boolean hasPin = !trust.pin().isEmpty();
    if ((trust.any() ? 1 : 0) + (hasAuthority ? 1 : 0) + (hasPin ? 1 : 0) > 1) {
      throw MigrationNames.invalid(
          "give one of an authority, a fingerprint, and that any certificate is accepted");
    }
    if (hasPin && !PIN.matcher(trust.pin()).matches()) {
      throw MigrationNames.invalid(
          "a fingerprint is the SHA-256 of a certificate: 64 hexadecimal digits, with colons or"
              + " without");
    }
    if (hasAuthority) {
      requireAuthority(trust.authority());
    }
  }

  private static void requireAuthority(String pem) {
    try {
      if (pem.length() <= MigrationLimits.MAX_AUTHORITY_CHARS) {
        CertificateTrust.read(pem);
        return;
      }
    } catch (CertificateException e) {
      // Refused below.
    }
    throw MigrationNames.invalid(
        "an authority is one certificate or several in PEM, at most %d characters"
            .formatted(MigrationLimits.MAX_AUTHORITY_CHARS));
  }

  private static void requireSignIn(NewEndpoint wanted, SourceServers permitted) {
    SignInMethod signIn = wanted.signIn();
    SignInKind kind = signIn.kind();
    boolean isBasic = kind == SignInKind.BASIC;
    requireText("an administrator or a client's id", signIn.name(), !isBasic, maxName());
    requireSecret(wanted);
    requireText("a token URI", signIn.tokenUri(), kind.usesTokens(), MigrationLimits.MAX_URI_CHARS);
    if (!kind.usesTokens() || !signIn.scope().isEmpty()) {
      requireText("a scope", signIn.scope(), kind.usesTokens(), MigrationLimits.MAX_URI_CHARS);
    }
    requireText(
        "the form of a user name", signIn.userForm(), kind == SignInKind.MASTER_USER, maxName());
    if (kind == SignInKind.MASTER_USER
        && signIn.userForm().split(Pattern.quote(SignInMethod.USER), -1).length != 2) {
      throw MigrationNames.invalid(
          "the form of a user name has %s in it once, and %s for the administrator, as in %s*%s"
              .formatted(
                  SignInMethod.USER,
                  SignInMethod.ADMINISTRATOR,
                  SignInMethod.USER,
                  SignInMethod.ADMINISTRATOR));
    }
    if (kind.usesTokens()) {
      requireTokenServer(signIn.tokenUri(), permitted);
    }
  }

  private static int maxName() {
    return MigrationLimits.MAX_USER_NAME_CHARS;
  }

  private static void requireSecret(NewEndpoint wanted) {
    SignInKind kind = wanted.signIn().kind();
    int length = wanted.secret().length();
    boolean mayHave = kind.needsSecretOfEndpoint() || kind.usesTokens();
    if ((length == 0 && kind.needsSecretOfEndpoint())
        || (length > 0 && !mayHave)
        || length > MigrationLimits.MAX_TOKEN_BYTES) {
      throw MigrationNames.invalid(
          "an administrator or a client needs a password or secret, and nobody else has one");
    }
  }

  private static void requireText(String what, String text, boolean isThere, int max) {
    if (text.isEmpty() == isThere
        || text.length() > max
        || text.chars().anyMatch(Character::isISOControl)) {
      throw MigrationNames.invalid(
          isThere
              ? "%s is needed, at most %d characters without control characters"
                  .formatted(what, max)
              : "%s is of no use with this authentication; leave it out".formatted(what));
    }
  }

  private static void requireTokenServer(String text, SourceServers permitted) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw invalidUri();
    }
    if (!"https".equalsIgnoreCase(uri.getScheme())
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw invalidUri();
    }
    if (!permitted.permitsTokens(uri.getHost(), SignInMethod.port(uri))) {
      throw refused();
    }
  }

  private static MailException invalidUri() {
    return MigrationNames.invalid(
        "a token URI begins with https:// and has a host; it has no user and no fragment");
  }
}
