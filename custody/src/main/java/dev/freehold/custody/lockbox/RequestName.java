package dev.freehold.custody.lockbox;

import dev.freehold.crypto.RandomSource;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.Query;

/** What names a request: its number or its GUID. */
sealed interface RequestName {

  /** The number of different numbers of a service. */
  long NUMBERS = 1_000_000_000L;

  Pattern NUMBER = Pattern.compile("(EX|SP)SR[0-9]{9}");

  String condition();

  Query bind(Query query);

  /** A number that nobody can guess from others. */
  static String newNumber(AccessService service, RandomSource random) {
    long bits = ByteBuffer.wrap(random.bytes(Long.BYTES)).getLong();
    return "%s%09d".formatted(service.prefix(), Long.remainderUnsigned(bits, NUMBERS));
  }

  /** Empty for what names no request of any form. */
  static Optional<RequestName> parse(String text) {
    String number = text.toUpperCase(Locale.ROOT);
    if (NUMBER.matcher(number).matches()) {
      return Optional.of(new OfNumber(number));
    }
    try {
      return Optional.of(new OfId(UUID.fromString(text)));
    } catch (IllegalArgumentException neither) {
      return Optional.empty();
    }
  }

  /** A number such as {@code EXSR204817365}. */
  record OfNumber(String number) implements RequestName {
    @Override
    public String condition() {
      return "request_number = :number";
    }

    @Override
    public Query bind(Query query) {
      return query.bind("number", number);
    }
  }

  /** A GUID. */
  record OfId(UUID id) implements RequestName {
    @Override
    public String condition() {
      return "id = :id";
    }

    @Override
    public Query bind(Query query) {
      return query.bind("id", id);
    }
  }
}
