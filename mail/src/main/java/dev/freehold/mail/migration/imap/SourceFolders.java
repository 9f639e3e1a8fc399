package dev.freehold.mail.migration.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.folders.FolderNaming;
import dev.freehold.mail.format.ModifiedUtf7;
import dev.freehold.mail.mailboxes.FolderPath;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads LIST responses and makes paths of the names in them. */
final class SourceFolders {

  private static final String LIST = "* LIST ";
  private static final String LSUB = "* LSUB ";
  private static final Pattern UNQUOTABLE = Pattern.compile("[\0\r\n]");

  private SourceFolders() {}

  /**
   * The folders that may have messages, INBOX first and views last.
   *
   * @param earlier the paths that earlier runs gave, by the name as the server writes it
   */
  static List<SourceFolder> parse(List<String> responses, Map<String, String> earlier)
      throws SourceException {
    Map<List<String>, Listed> found = new LinkedHashMap<>();
    for (String response : responses) {
      if (is(LIST, response)) {
        Listed listed = Listed.of(response, LIST);
        if (listed.attributes().isReadable() && !listed.name().isEmpty()) {
          if (found.size() == MailLimits.MAX_FOLDERS) {
            throw new SourceException(SourceError.PROTOCOL_INVALID);
          }
          add(listed, found);
        }
      }
    }
    return named(found, earlier);
  }

  /** The names in LSUB responses, but those that are there only for a folder below them. */
  static Set<String> subscribed(List<String> responses) throws SourceException {
    Set<String> names = new HashSet<>();
    for (String response : responses) {
      if (is(LSUB, response)) {
        Listed listed = Listed.of(response, LSUB);
        if (listed.attributes().isReadable()) {
          names.add(listed.name());
        }
      }
    }
    return names;
  }

  private static boolean is(String kind, String response) {
    return response.regionMatches(true, 0, kind, 0, kind.length());
  }

  /** What a response tells of a folder; the separator is empty if there is none. */
  private record Listed(String name, String separator, FolderAttributes attributes) {

    static Listed of(String response, String kind) throws SourceException {
      List<Object> tokens = ImapTokens.parse(response, kind.length());
      if (tokens.size() < 3 || !(tokens.getFirst() instanceof List<?> attributes)) {
        throw new SourceException(SourceError.PROTOCOL_INVALID);
      }
      return new Listed(
          tokens.get(2).toString(), tokens.get(1).toString(), FolderAttributes.of(attributes));
    }
  }

  /** Two names that read the same, one encoded and one not, stay two: the second is not decoded. */
  private static void add(Listed listed, Map<List<String>, Listed> found) {
    String name = listed.name();
    Listed other = found.putIfAbsent(names(name, listed.separator()), listed);
    if (other != null && !other.name().equals(name)) {
      found.putIfAbsent(List.of(name), listed);
    }
  }

  private static List<SourceFolder> named(
      Map<List<String>, Listed> found, Map<String, String> earlier) {
    FolderNaming naming = new FolderNaming("");
    keep(found, earlier, naming);
    naming.nameAll(found.keySet());
    return found.entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<List<String>, Listed> each) -> each.getValue().attributes().turn())
                .thenComparing(each -> !naming.path(each.getKey()).equals(FolderPath.INBOX))
                .thenComparing(each -> naming.path(each.getKey())))
        .map(each -> folder(each.getValue(), naming.path(each.getKey())))
        .toList();
  }

  /** One path for several folders, as the first releases gave, is not kept. */
  private static void keep(
      Map<List<String>, Listed> found, Map<String, String> earlier, FolderNaming naming) {
    Map<String, Long> uses =
        found.values().stream()
            .map(Listed::name)
            .filter(earlier::containsKey)
            .collect(Collectors.groupingBy(earlier::get, Collectors.counting()));
    found.forEach(
        (names, listed) -> {
          String path = earlier.get(listed.name());
          if (path != null && uses.get(path) == 1) {
            naming.keep(names, path);
          }
        });
  }

  private static SourceFolder folder(Listed listed, String path) {
    String name = listed.name();
    boolean isQuotable = isQuotable(name);
    String shown =
        name.substring(0, Math.min(name.length(), MigrationLimits.MAX_SOURCE_NAME_CHARS));
    return new SourceFolder(
        isQuotable ? name : UNQUOTABLE.matcher(shown).replaceAll("?"),
        path,
        isQuotable,
        listed.attributes().use(),
        listed.attributes().isView());
  }

  /** True if a command can have the name in it. */
  static boolean isQuotable(String name) {
    return name.length() <= MigrationLimits.MAX_SOURCE_NAME_CHARS
        && !UNQUOTABLE.matcher(name).find();
  }

  /** The names between the server's separators, decoded. */
  private static List<String> names(String name, String separator) {
    List<String> names =
        separator.isEmpty()
            ? List.of(name)
            : Arrays.asList(name.split(Pattern.quote(separator), -1));
    return names.stream()
        .map(part -> ModifiedUtf7.decode(part).orElseGet(() -> utf8(part)))
        .toList();
  }

  private static String utf8(String part) {
    return new String(part.getBytes(ISO_8859_1), UTF_8);
  }
}
