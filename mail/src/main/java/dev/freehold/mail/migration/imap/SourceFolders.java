package dev.freehold.mail.migration.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.format.ModifiedUtf7;
import dev.freehold.mail.mailboxes.FolderPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads LIST responses and makes paths of the names in them. */
final class SourceFolders {

  private static final String LIST = "* LIST ";
  private static final String INBOX = "INBOX";

  private SourceFolders() {}

  /** The folders that can be opened, INBOX first. */
  static List<SourceFolder> parse(List<String> responses) throws SourceException {
    List<SourceFolder> folders = new ArrayList<>();
    for (String response : responses) {
      if (response.toUpperCase(Locale.ROOT).startsWith(LIST)) {
        List<Object> tokens = ImapTokens.parse(response, LIST.length());
        if (tokens.size() < 3 || !(tokens.getFirst() instanceof List<?> attributes)) {
          throw new SourceException(SourceError.PROTOCOL_INVALID);
        }
        String name = tokens.get(2).toString();
        if (isReadable(attributes) && isQuotable(name)) {
          if (folders.size() == MailLimits.MAX_FOLDERS) {
            throw new SourceException(SourceError.PROTOCOL_INVALID);
          }
          folders.add(new SourceFolder(name, path(name, tokens.get(1).toString())));
        }
      }
    }
    folders.sort(
        Comparator.comparing((SourceFolder folder) -> !folder.path().equals(INBOX))
            .thenComparing(SourceFolder::path));
    return folders;
  }

  private static boolean isReadable(List<?> attributes) {
    return attributes.stream()
        .map(attribute -> attribute.toString().toLowerCase(Locale.ROOT))
        .noneMatch(
            attribute -> attribute.equals("\\noselect") || attribute.equals("\\nonexistent"));
  }

  private static boolean isQuotable(String name) {
    return !name.isEmpty()
        && name.length() <= MigrationLimits.MAX_SOURCE_NAME_CHARS
        && name.chars().noneMatch(c -> c == '\0' || c == '\r' || c == '\n');
  }

  /** Names between the server's separator become names between slashes. */
  private static String path(String name, String separator) {
    List<String> names =
        separator.isEmpty()
            ? List.of(name)
            : Arrays.asList(name.split(Pattern.quote(separator), -1));
    String path =
        names.stream()
            .map(part -> ModifiedUtf7.decode(part).orElseGet(() -> utf8(part)))
            .map(part -> part.replace('/', '_'))
            .collect(Collectors.joining("/"));
    String adapted = FolderPath.adapt(path);
    return adapted.equalsIgnoreCase(INBOX) ? INBOX : adapted;
  }

  private static String utf8(String part) {
    return new String(part.getBytes(ISO_8859_1), UTF_8);
  }
}
