package dev.freehold.mailserver.imap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** What clients say in AUTHENTICATE, each form as its RFC has it. */
final class Sasl {

  private Sasl() {}

  /** The mechanisms that are taken. */
  enum Mechanism {
    /** RFC 4616. */
    PLAIN,
    /** Two questions, for the name and for the password. */
    LOGIN,
    /** RFC 7628. */
    OAUTHBEARER,
    /** The form of OAUTHBEARER that came before its RFC. */
    XOAUTH2;

    static Optional<Mechanism> of(String name) {
      return Arrays.stream(values())
          .filter(one -> one.name().equals(name.toUpperCase(Locale.ROOT)))
          .findFirst();
    }
  }

  /** A name and a password. */
  record Password(MailSignIn.Login login, String password) {}

  /** A token, and whose mailbox is wanted. */
  record Token(Optional<String> user, String token) {}

  /** The text in Base64, empty if it is not Base64 of UTF-8; a lone {@code =} is an empty text. */
  static Optional<String> decoded(String response) {
    if (response.equals("=")) {
      return Optional.of("");
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Base64.getDecoder().decode(response)))
              .toString());
    } catch (IllegalArgumentException | CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads {@code authzid NUL authcid NUL password}; empty if it is not of this form. */
  static Optional<Password> plain(String message) {
    String[] parts = message.split("\0", -1);
    if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Password(MailSignIn.Login.of(parts[1], parts[0]), parts[2]));
  }

  /** Reads {@code n,a=user,^Aauth=Bearer token^A^A}. */
  static Optional<Token> bearer(String message) {
    String[] parts = message.split("\u0001", -1);
    Optional<String> user = Optional.empty();
    for (String part : parts[0].split(",", -1)) {
      if (part.startsWith("a=")) {
        user = Optional.of(part.substring(2).replace("=2C", ",").replace("=3D", "="));
      }
    }
    return parts[0].startsWith("n,") ? token(user, parts) : Optional.empty();
  }

  /** Reads {@code user=user^Aauth=Bearer token^A^A}. */
  static Optional<Token> xoauth2(String message) {
    String[] parts = message.split("\u0001", -1);
    return parts[0].startsWith("user=")
        ? token(Optional.of(parts[0].substring("user=".length())), parts)
        : Optional.empty();
  }

  private static Optional<Token> token(Optional<String> user, String[] parts) {
    String key = "auth=bearer ";
    return Arrays.stream(parts)
        .filter(part -> part.toLowerCase(Locale.ROOT).startsWith(key))
        .map(part -> part.substring(key.length()).strip())
        .filter(token -> !token.isEmpty())
        .findFirst()
        .map(token -> new Token(user.filter(name -> !name.isEmpty()), token));
  }
}
