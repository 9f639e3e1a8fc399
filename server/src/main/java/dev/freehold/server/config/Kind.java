package dev.freehold.server.config;

import dev.freehold.custody.operators.OperatorKey;
import dev.freehold.server.document.OperatorKeys;
import dev.freehold.server.notifications.mail.MailAddresses;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.registry.Locations;
import dev.freehold.web.WebLimits;
import dev.freehold.web.net.AddressRange;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A type of configuration value with its bounds.
 *
 * @param <T> the Java type of the value
 * @param bounds what is allowed, for people: it completes "expected ..."
 * @param maxCharacters of the text
 * @param parser makes the value, or throws IllegalArgumentException if the text is out of bounds
 */
record Kind<T>(String bounds, int maxCharacters, Function<String, T> parser) {

  private static final int MAX_TEXT_CHARACTERS = 1024;
  private static final int MAX_LIST_ENTRIES = 32;
  private static final int MAX_OPERATOR_CHARACTERS = 256;
  private static final Pattern DNS_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

  Kind(String bounds, Function<String, T> parser) {
    this(bounds, MAX_TEXT_CHARACTERS, parser);
  }

  T parse(String text) {
    require(text.length() <= maxCharacters);
    return parser.apply(text.strip());
  }

  static Kind<Integer> integer(int min, int max, String unit) {
    return new Kind<>(
        "a whole number from %d to %d%s".formatted(min, max, unit.isEmpty() ? "" : ", " + unit),
        text -> {
          int value = Integer.parseInt(text);
          require(value >= min && value <= max);
          return value;
        });
  }

  static Kind<Integer> port() {
    return integer(0, 65_535, "");
  }

  static Kind<Long> size(long min, long max) {
    return new Kind<>(
        "a whole number from %d to %d, bytes".formatted(min, max),
        text -> {
          long value = Long.parseLong(text);
          require(value >= min && value <= max);
          return value;
        });
  }

  /** Memory that bodies may take; empty for 0. At least what the longest of them takes. */
  static Kind<OptionalLong> heldBytes() {
    long most = Runtime.getRuntime().maxMemory() / 4;
    return new Kind<>(
        "0, or a whole number from %d to a quarter of the heap (%d here), bytes"
            .formatted(WebLimits.MIN_HELD_BYTES, most),
        text -> {
          long value = Long.parseLong(text);
          require(value == 0 || (value >= WebLimits.MIN_HELD_BYTES && value <= most));
          return value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
        });
  }

  /** A length of time as ISO 8601 writes it, such as P7D or PT36H. */
  static Kind<Duration> duration(String min, String max) {
    return new Kind<>(
        "an ISO 8601 duration from %s to %s".formatted(min, max),
        text -> {
          try {
            Duration value = Duration.parse(text);
            require(value.compareTo(Duration.parse(min)) >= 0);
            require(value.compareTo(Duration.parse(max)) <= 0);
            return value;
          } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("not a duration", malformed);
          }
        });
  }

  static Kind<Path> path() {
    return new Kind<>(
        "a path",
        text -> {
          require(!text.isEmpty());
          return Path.of(text).toAbsolutePath().normalize();
        });
  }

  static Kind<List<Path>> paths(int max) {
    return new Kind<>(
        "at most %d paths, separated by commas".formatted(max),
        text -> {
          List<String> paths = entries(text);
          require(paths.size() <= max);
          return paths.stream().map(path().parser()).toList();
        });
  }

  static Kind<String> text() {
    return new Kind<>("text of at most " + MAX_TEXT_CHARACTERS + " characters", text -> text);
  }

  /** The same, or nothing. */
  static <T> Kind<Optional<T>> optional(Kind<T> kind) {
    return new Kind<>(
        kind.bounds() + ", or nothing",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(kind.parse(text)));
  }

  static Kind<String> ipAddress() {
    return new Kind<>(
        "an IP address",
        text -> {
          InetAddress.ofLiteral(text);
          return text;
        });
  }

  static Kind<String> dnsName() {
    return new Kind<>("a DNS name in lower case", Kind::checkedDnsName);
  }

  static Kind<List<String>> dnsNames() {
    return new Kind<>(
        "at most " + MAX_LIST_ENTRIES + " DNS names in lower case, separated by commas",
        text -> {
          List<String> names = entries(text);
          require(names.size() <= MAX_LIST_ENTRIES);
          names.forEach(Kind::checkedDnsName);
          return names;
        });
  }

  static Kind<String> mailAddress() {
    return new Kind<>(
        "an address of e-mail",
        text -> {
          require(MailAddresses.isAddress(text));
          return text;
        });
  }

  static Kind<List<String>> mailAddresses() {
    return new Kind<>(
        "at most %d addresses of e-mail, separated by commas".formatted(MAX_LIST_ENTRIES),
        text -> {
          List<String> addresses = entries(text);
          require(addresses.size() <= MAX_LIST_ENTRIES);
          addresses.forEach(address -> require(MailAddresses.isAddress(address)));
          return addresses;
        });
  }

  static Kind<List<String>> hostsAndPorts() {
    return new Kind<>(
        "at most %d of HOST:PORT, the host in lower case, separated by commas"
            .formatted(MAX_LIST_ENTRIES),
        text -> {
          List<String> servers = entries(text);
          require(servers.size() <= MAX_LIST_ENTRIES);
          servers.forEach(Kind::checkHostAndPort);
          return servers;
        });
  }

  private static void checkHostAndPort(String server) {
    int colon = server.lastIndexOf(':');
    require(colon > 0);
    checkedDnsName(server.substring(0, colon));
    int port = Integer.parseInt(server.substring(colon + 1));
    require(port >= 1 && port <= 65_535);
  }

  static Kind<OperatorKeys> operators() {
    return new Kind<>(
        "at most %d of NAME+ID+BASE64, each of another name and key, separated by commas"
            .formatted(OperatorKeys.MAX_OPERATORS),
        text -> OperatorKeys.of(entries(text)));
  }

  static Kind<List<OperatorKey>> operatorKeys() {
    return new Kind<>(
        "at most %d of NAME=CLIENT-ID:VERIFIER, each of another name and id, separated by commas"
            .formatted(MAX_LIST_ENTRIES),
        MAX_LIST_ENTRIES * MAX_OPERATOR_CHARACTERS,
        text -> {
          List<OperatorKey> keys = entries(text).stream().map(OperatorKey::parse).toList();
          require(keys.size() <= MAX_LIST_ENTRIES);
          require(keys.stream().map(OperatorKey::name).distinct().count() == keys.size());
          require(keys.stream().map(OperatorKey::clientId).distinct().count() == keys.size());
          return keys;
        });
  }

  static Kind<String> geoCode() {
    return new Kind<>(
        "two to eight capital letters",
        text -> {
          require(text.matches("[A-Z]{2,8}"));
          return text;
        });
  }

  static Kind<List<String>> audiences() {
    return new Kind<>(
        "at most 16 https: URLs without a slash at the end, separated by commas",
        text -> {
          List<String> audiences = entries(text);
          require(audiences.size() <= 16);
          audiences.forEach(a -> require(a.matches("https://[\\x21-\\x7e]{1,240}[^/]")));
          return audiences;
        });
  }

  static Kind<Locations> locations() {
    return new Kind<>(
        "1 to %d regions of letters, digits and spaces, separated by commas"
            .formatted(Locations.MAX_LOCATIONS),
        text -> {
          try {
            return Locations.of(entries(text).toArray(String[]::new));
          } catch (VaultException outOfBounds) {
            throw new IllegalArgumentException("no locations", outOfBounds);
          }
        });
  }

  static Kind<List<AddressRange>> networks() {
    return new Kind<>(
        "at most %d addresses or networks such as 10.0.0.0/8, separated by commas"
            .formatted(WebLimits.MAX_PROXY_NETWORKS),
        text -> {
          List<String> entries = entries(text);
          require(entries.size() <= WebLimits.MAX_PROXY_NETWORKS);
          return entries.stream().map(AddressRange::of).toList();
        });
  }

  static Kind<List<VaultConnectionEntry>> vaultConnections() {
    return new Kind<>(
        "at most %d of FILE or TENANT=FILE, separated by commas".formatted(MAX_LIST_ENTRIES),
        text -> {
          List<String> entries = entries(text);
          require(entries.size() <= MAX_LIST_ENTRIES);
          return entries.stream().map(VaultConnectionEntry::parse).toList();
        });
  }

  static Kind<List<TrustedIssuer>> trustedIssuers() {
    return new Kind<>(
        "at most 8 of ISSUER=KEYS, both https: URLs, separated by commas",
        text -> {
          List<String> entries = entries(text);
          require(entries.size() <= 8);
          return entries.stream().map(TrustedIssuer::parse).toList();
        });
  }

  static Kind<List<WitnessEntry>> witnesses() {
    return new Kind<>(
        "at most %d of URL VKEY [CA-FILE] or TENANT=URL VKEY [CA-FILE], separated by commas"
            .formatted(MAX_LIST_ENTRIES),
        MAX_LIST_ENTRIES * MAX_TEXT_CHARACTERS,
        text -> {
          List<String> entries = entries(text);
          require(entries.size() <= MAX_LIST_ENTRIES);
          return entries.stream().map(WitnessEntry::parse).toList();
        });
  }

  private static List<String> entries(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  static Kind<Secret> secret() {
    return new Kind<>("a secret; better given by its _FILE form", Secret::new);
  }

  static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
    String names =
        Arrays.stream(type.getEnumConstants())
            .map(e -> e.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return new Kind<>("one of " + names, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  private static String checkedDnsName(String text) {
    require(text.length() <= 253 && DNS_NAME.matcher(text).matches());
    return text;
  }

  private static void require(boolean inBounds) {
    if (!inBounds) {
      throw new IllegalArgumentException("out of bounds");
    }
  }
}
