package dev.freehold.mail.source;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with the variables that Dovecot's {@code mail_location} has, which finds the mail of many
 * users: {@code %n} is the part of an address before its {@code @}, {@code %d} the domain, and
 * {@code %u} the whole address.
 */
public final class UserPattern {

  private static final Pattern VARIABLE = Pattern.compile("%([und])");

  private final Path pattern;
  private final Optional<String> domain;

  /**
   * Reads a pattern such as {@code /var/vmail/%d/%n/Maildir}.
   *
   * @param domain the domain of users whose path does not say it
   * @throws MailException {@code import-source-not-found} if addresses cannot be made of it
   */
  public UserPattern(Path pattern, Optional<String> domain) {
    this.pattern = pattern.toAbsolutePath().normalize();
    this.domain = domain;
    boolean named = has("%u") || has("%n");
    boolean whole = has("%u") || has("%d") || domain.isPresent();
    if (!named || !whole) {
      throw new MailException(
          MailError.SOURCE_NOT_FOUND,
          "%s names no users; write %%d for the domain and %%n for the name before it, as in"
                  .formatted(pattern)
              + " /var/vmail/%d/%n/Maildir, or %u for whole addresses; without %d or %u, give"
              + " the domain too");
    }
  }

  private boolean has(String variable) {
    return pattern.toString().contains(variable);
  }

  /**
   * The paths that are there, by their users' addresses in lower case. What stands before the first
   * variable is resolved; below it a path can lead through symbolic links, which {@link
   * ImportSource#ofUser} refuses.
   *
   * @throws MailException {@code import-source-not-found} if there are none, or if two paths are of
   *     one user
   */
  public Map<String, Path> users() throws IOException {
    Map<String, Path> users = new TreeMap<>();
    for (Found found : expand()) {
      String address = found.address(domain).toLowerCase(Locale.ROOT);
      Path other = users.put(address, found.path);
      if (other != null) {
        throw new MailException(
            MailError.SOURCE_NOT_FOUND,
            "%s and %s are both of %s; import one after the other"
                .formatted(other, found.path, address));
      }
    }
    if (users.isEmpty()) {
      throw new MailException(
          MailError.SOURCE_NOT_FOUND, "no folder or file is called as %s says".formatted(pattern));
    }
    return users;
  }

  private List<Found> expand() throws IOException {
    List<Found> found = List.of(new Found(pattern.getRoot(), Map.of()));
    for (Path element : pattern) {
      String text = element.toString();
      List<Found> next = new ArrayList<>();
      for (Found above : found) {
        if (VARIABLE.matcher(text).find()) {
          next.addAll(above.matching(text));
        } else if (Files.exists(above.path.resolve(text), LinkOption.NOFOLLOW_LINKS)) {
          next.add(new Found(above.path.resolve(text), above.values));
        }
      }
      found = next;
    }
    return found;
  }

  /**
   * A path that is there.
   *
   * @param values what the variables so far stand for
   */
  private record Found(Path path, Map<String, String> values) {

    List<Found> matching(String element) throws IOException {
      if (!Files.isDirectory(path)) {
        return List.of();
      }
      Pattern names = compile(element);
      FolderListing listing = FolderListing.of(values.isEmpty() ? path.toRealPath() : path);
      List<Path> all = new ArrayList<>(listing.folders());
      all.addAll(listing.files());
      all.addAll(listing.links());
      List<Found> found = new ArrayList<>();
      for (Path child : all) {
        Matcher matcher = names.matcher(child.getFileName().toString());
        if (matcher.matches()) {
          Map<String, String> more = new TreeMap<>(values);
          matcher.namedGroups().keySet().forEach(name -> more.put(name, matcher.group(name)));
          found.add(new Found(child, more));
        }
      }
      return found;
    }

    /** A variable that was met before stands for the same again. */
    private Pattern compile(String element) {
      StringBuilder regex = new StringBuilder();
      Map<String, String> here = new TreeMap<>();
      Matcher variable = VARIABLE.matcher(element);
      int at = 0;
      while (variable.find()) {
        regex.append(Pattern.quote(element.substring(at, variable.start())));
        String name = variable.group(1);
        if (values.containsKey(name)) {
          regex.append(Pattern.quote(values.get(name)));
        } else if (here.containsKey(name)) {
          regex.append("\\k<").append(name).append('>');
        } else {
          here.put(name, "");
          regex.append(name.equals("u") ? "(?<u>[^@]+@[^@]+)" : "(?<" + name + ">[^@]+)");
        }
        at = variable.end();
      }
      regex.append(Pattern.quote(element.substring(at)));
      return Pattern.compile(regex.toString());
    }

    String address(Optional<String> domain) {
      String whole = values.get("u");
      return whole != null
          ? whole
          : values.get("n") + "@" + values.getOrDefault("d", domain.orElse(""));
    }
  }
}
