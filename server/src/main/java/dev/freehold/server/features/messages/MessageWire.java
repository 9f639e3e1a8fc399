package dev.freehold.server.features.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.mail.messages.DescribedMessage;
import dev.freehold.mail.messages.MessageDetails;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageImportKey;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.server.http.Exchange;
import dev.freehold.web.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Encodes a message's data besides its bytes: as request headers on the way in, as JSON on the way
 * out. Client and server both use this class, so that they cannot differ.
 */
public final class MessageWire {

  private static final String FLAGS = "Freehold-Flags";
  private static final String INTERNAL_DATE = "Freehold-Internal-Date";
  private static final String PROPERTIES = "Freehold-Properties";
  private static final String IMPORT_KEY = "Freehold-Import-Key";

  /** Dates of mail have years of four digits (RFC 9051, {@code date-year}). */
  private static final Instant FIRST_DATE = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant END_OF_DATES = Instant.parse("+10000-01-01T00:00:00Z");

  private MessageWire() {}

  /**
   * One message in a list.
   *
   * @param flags system flags in lower case after a backslash, and keywords as they are
   * @param properties base64url of the data that came with the message
   * @param damaged whether its row was damaged or changed; it then has neither hash nor properties,
   *     and does not open
   */
  public record Item(
      long uid,
      List<String> flags,
      String internalDate,
      long sizeBytes,
      String sha256,
      String properties,
      boolean damaged) {

    /** A message as it is. */
    public static Item of(DescribedMessage described) {
      StoredMessage message = described.message();
      return new Item(
          message.uid(),
          words(message.flags()),
          message.internalDate().toString(),
          message.sizeBytes(),
          described.details().map(MessageDetails::sha256).orElse(""),
          encode(
              described.details().map(MessageDetails::properties).orElse(MessageProperties.NONE)),
          described.isDamaged());
    }
  }

  /** The headers of an upload, names and values in turn. */
  public static String[] headers(AppendRequest request) {
    List<String> headers = new ArrayList<>();
    headers.add("Content-Type");
    headers.add("message/rfc822");
    headers.add(INTERNAL_DATE);
    headers.add(request.internalDate().toString());
    if (!request.flags().equals(MessageFlags.NONE)) {
      headers.add(FLAGS);
      headers.add(String.join(" ", words(request.flags())));
    }
    if (!request.properties().equals(MessageProperties.NONE)) {
      headers.add(PROPERTIES);
      headers.add(encode(request.properties()));
    }
    request
        .importKey()
        .ifPresent(
            key -> {
              headers.add(IMPORT_KEY);
              headers.add(key.hex());
            });
    return headers.toArray(String[]::new);
  }

  /** What an upload says of its message; a date that is not given is {@code now}. */
  static AppendRequest request(Exchange exchange, String folder, Instant now) {
    return new AppendRequest(
        folder,
        flags(exchange.header(FLAGS).stream().flatMap(text -> Arrays.stream(text.split(" ", -1)))),
        exchange.header(INTERNAL_DATE).map(MessageWire::instant).orElse(now),
        exchange.header(PROPERTIES).map(MessageWire::properties).orElse(MessageProperties.NONE),
        exchange.contentLength() >= 0
            ? OptionalLong.of(exchange.contentLength())
            : OptionalLong.empty(),
        exchange.header(IMPORT_KEY).map(MessageImportKey::new));
  }

  /** A message out of a listing. */
  public static MailItem item(String folder, JsonNode json) {
    List<String> flags = new ArrayList<>();
    json.path("flags").forEach(flag -> flags.add(flag.asText()));
    return new MailItem(
        folder,
        json.path("uid").asLong(),
        flags(flags.stream()),
        Instant.parse(json.path("internalDate").asText()),
        json.path("sizeBytes").asLong(),
        json.path("sha256").asText(),
        properties(json.path("properties").asText()));
  }

  private static List<String> words(MessageFlags flags) {
    return Stream.concat(
            flags.system().stream().map(flag -> "\\" + flag.name().toLowerCase(Locale.ROOT)),
            flags.keywords().stream())
        .toList();
  }

  private static MessageFlags flags(Stream<String> words) {
    Set<MessageFlag> system = EnumSet.noneOf(MessageFlag.class);
    Set<String> keywords = new LinkedHashSet<>();
    words
        .filter(word -> !word.isEmpty())
        .forEach(
            word -> {
              if (word.startsWith("\\")) {
                system.add(systemFlag(word));
              } else {
                keywords.add(word);
              }
            });
    return new MessageFlags(system, keywords);
  }

  private static MessageFlag systemFlag(String word) {
    try {
      return MessageFlag.valueOf(word.substring(1).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw ProblemException.badRequest(
          "%s takes \\seen, \\answered, \\flagged, \\deleted, \\draft and keywords"
              .formatted(FLAGS));
    }
  }

  private static Instant instant(String text) {
    try {
      Instant time = Instant.parse(text);
      if (!time.isBefore(FIRST_DATE) && time.isBefore(END_OF_DATES)) {
        return time;
      }
    } catch (DateTimeException malformed) {
      // Refused below.
    }
    throw ProblemException.badRequest(
        INTERNAL_DATE + " must be a time such as 2026-11-24T16:00:00Z, in a year of four digits");
  }

  private static String encode(MessageProperties properties) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(properties.toJson());
  }

  private static MessageProperties properties(String text) {
    try {
      return MessageProperties.fromJson(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException malformed) {
      throw ProblemException.badRequest(PROPERTIES + " must be base64url");
    }
  }
}
