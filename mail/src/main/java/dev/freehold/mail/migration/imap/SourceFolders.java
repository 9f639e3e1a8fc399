package dev.freehold.mail.migration.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.folders.FolderNaming;
import dev.freehold.mail.format.ModifiedUtf7;
import dev.freehold.mail.mailboxes.FolderPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads LIST responses and makes paths of the names in them. */
final class SourceFolders {

  private static final String LIST = "* LIST ";
  private static final Pattern UNQUOTABLE = Pattern.compile("[\0\r\n]");

  private SourceFolders() {}

  /**
   * The folders that may have messages, INBOX first.
   *
   * @param earlier the paths that earlier runs gave, by the name as the server writes it
   */
  static List<SourceFolder> parse(List<String> responses, Map<String, String> earlier)
      throws SourceException {
    Map<List<String>, String> found = new LinkedHashMap<>();
    for (String response : responses) {
      if (response.toUpperCase(Locale.ROOT).startsWith(LIST)) {
        List<Object> tokens = ImapTokens.parse(response, LIST.length());
        if (tokens.size() < 3 || !(tokens.getFirst() instanceof List<?> attributes)) {
          throw new SourceException(SourceError.PROTOCOL_INVALID);
        }
        String name = tokens.get(2).toString();
        if (isReadable(attributes) && !name.isEmpty()) {
          if (found.size() == MailLimits.MAX_FOLDERS) {
            throw new SourceException(SourceError.PROTOCOL_INVALID);
          }
          add(name, tokens.get(1).toString(), found);
        }
      }
    }
    return named(found, earlier);
  }

  /** Two names that read the same, one encoded and one not, stay two: the second is not decoded. */
  private static void add(String name, String separator, Map<List<String>, String> found) {
    String other = found.putIfAbsent(names(name, separator), name);
    if (other != null && !other.equals(name)) {
      found.putIfAbsent(List.of(name), name);
    }
  }

  private static List<SourceFolder> named(
      Map<List<String>, String> found, Map<String, String> earlier) {
    FolderNaming naming = new FolderNaming("");
    keep(found, earlier, naming);
    naming.nameAll(found.keySet());
    List<SourceFolder> folders = new ArrayList<>();
    found.forEach((names, name) -> folders.add(folder(name, naming.path(names))));
    folders.sort(
        Comparator.comparing((SourceFolder folder) -> !folder.path().equals(FolderPath.INBOX))
            .thenComparing(SourceFolder::path));
    return folders;
  }

  /** One path for several folders, as the first releases gave, is not kept. */
  private static void keep(
      Map<List<String>, String> found, Map<String, String> earlier, FolderNaming naming) {
    Map<String, Long> uses =
        found.values().stream()
            .filter(earlier::containsKey)
            .collect(Collectors.groupingBy(earlier::get, Collectors.counting()));
    found.forEach(
        (names, name) -> {
          String path = earlier.get(name);
          if (path != null && uses.get(path) == 1) {
            naming.keep(names, path);
          }
        });
  }

  private static SourceFolder folder(String name, String path) {
    if (isQuotable(name)) {
      return new SourceFolder(name, path, true);
    }
    String shown =
        name.substring(0, Math.min(name.length(), MigrationLimits.MAX_SOURCE_NAME_CHARS));
    return new SourceFolder(UNQUOTABLE.matcher(shown).replaceAll("?"), path, false);
  }

  private static boolean isReadable(List<?> attributes) {
    return attributes.stream()
        .map(attribute -> attribute.toString().toLowerCase(Locale.ROOT))
        .noneMatch(
            attribute -> attribute.equals("\\noselect") || attribute.equals("\\nonexistent"));
  }

  private static boolean isQuotable(String name) {
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
