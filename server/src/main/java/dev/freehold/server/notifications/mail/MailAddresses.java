package dev.freehold.server.notifications.mail;

import dev.freehold.custody.identity.User;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names of people are addresses of e-mail. */
public final class MailAddresses {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");

  private MailAddresses() {}

  /** Where a person gets e-mail: the user principal name, if it is an address in ASCII. */
  public static Optional<String> of(User user) {
    return Optional.of(user.userPrincipalName()).filter(MailAddresses::isAddress);
  }

  /** Whether e-mail can be sent there. */
  public static boolean isAddress(String text) {
    return text.length() <= SmtpLimits.MAX_ADDRESS_CHARS && ADDRESS.matcher(text).matches();
  }
}
