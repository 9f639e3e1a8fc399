package dev.freehold.mail.source;

import dev.freehold.mail.format.ModifiedUtf7;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How Thunderbird keeps mail: a folder is an mbox file without an extension, beside it an index
 * that ends in {@code .msf}, and its subfolders are in a folder that ends in {@code .sbd}.
 */
final class MozillaLayout {

  /** The end of the name of a folder with the subfolders of an mbox. */
  static final String SUBFOLDERS = ".sbd";

  private static final String INDEX = ".msf";
  private static final String PREFERENCES = "prefs.js";
  private static final String SEPARATOR = "From ";

  /** Accounts with mail of their own and with copies of a server's; newsgroups are left out. */
  private static final String IMAP_ACCOUNTS = "ImapMail";

  private static final List<String> ACCOUNTS = List.of("Mail", IMAP_ACCOUNTS);

  private MozillaLayout() {}

  /** Tells whether this is the folder of a profile. */
  static boolean isProfile(FolderListing listing) {
    return listing.files().stream().anyMatch(file -> isCalled(file, PREFERENCES))
        && listing.folders().stream()
            .anyMatch(folder -> ACCOUNTS.contains(folder.getFileName().toString()));
  }

  /** Tells whether folders of Thunderbird are here. */
  static boolean hasMail(FolderListing listing) {
    return Stream.concat(
            listing.files().stream().filter(file -> endsWith(file, INDEX)),
            listing.folders().stream().filter(folder -> endsWith(folder, SUBFOLDERS)))
        .findAny()
        .isPresent();
  }

  /** The folders of a profile's accounts that have mail. */
  static List<Path> accounts(Path profile) throws IOException {
    List<Path> accounts = new ArrayList<>();
    for (String kind : ACCOUNTS) {
      Path all = profile.resolve(kind);
      if (Files.isDirectory(all, LinkOption.NOFOLLOW_LINKS)) {
        for (Path account : FolderListing.of(all).folders()) {
          FolderListing listing = FolderListing.of(account);
          if (hasMail(listing) || listing.files().stream().anyMatch(MozillaLayout::isMbox)) {
            accounts.add(account);
          }
        }
      }
    }
    return accounts;
  }

  /** Tells whether a file is an mbox: an index is beside it, or a separator begins it. */
  static boolean isMbox(Path file) {
    String name = file.getFileName().toString();
    if (name.endsWith(INDEX)) {
      return false;
    }
    try {
      String start = FileKind.start(file);
      return start.isEmpty()
          ? Files.exists(file.resolveSibling(name + INDEX))
          : start.startsWith(SEPARATOR);
    } catch (IOException unreadable) {
      // It is told as such when its messages are looked for.
      return Files.exists(file.resolveSibling(name + INDEX));
    }
  }

  /** The name of a folder; copies of a server's folders are called as they are over IMAP. */
  static String name(Path path, String name) {
    boolean encoded =
        Stream.of(path.toString().split("[/\\\\]", -1)).anyMatch(IMAP_ACCOUNTS::equals);
    Optional<String> decoded = encoded ? ModifiedUtf7.decode(name) : Optional.empty();
    return decoded.filter(text -> ModifiedUtf7.encode(text, "").equals(name)).orElse(name);
  }

  private static boolean isCalled(Path path, String name) {
    return path.getFileName().toString().equals(name);
  }

  private static boolean endsWith(Path path, String end) {
    return path.getFileName().toString().endsWith(end);
  }
}
