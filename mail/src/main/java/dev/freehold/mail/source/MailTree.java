package dev.freehold.mail.source;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the mail in a folder tree: message files, mbox files and Maildirs in folders, and what
 * Thunderbird and Apple Mail keep. Files that have nothing to do with mail are told too.
 */
final class MailTree {

  /** How a program arranges its mail in a folder. */
  private enum Layout {
    /** Folders in folders. */
    PLAIN,
    /** Files without an extension, with their subfolders in a folder that ends in .sbd. */
    MOZILLA,
    /** A folder that ends in .mbox, with messages somewhere in it. */
    APPLE
  }

  private static final String APPLE_ATTACHMENTS = "Attachments";
  private static final String APPLE_MBOX = "mbox";

  private final Visitor visitor;

  private MailTree(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Is told what is in the tree, in the order of names. */
  interface Visitor {

    void mail(TreeItem item) throws IOException;

    void skipped(Path file);

    void problem(Path place, MailException problem);
  }

  /** Walks through all of {@code root}. */
  static void walk(Path root, Visitor visitor) throws IOException {
    MailTree tree = new MailTree(visitor);
    boolean apple = isAppleFolder(root);
    tree.walk(root, List.of(), 0, apple ? Layout.APPLE : Layout.PLAIN);
  }

  /** What to say of a file or folder that cannot be read. */
  static MailException unreadable(IOException cause) {
    return new MailException(
        MailError.SOURCE_UNREADABLE,
        "it cannot be read (%s); check its permissions".formatted(cause.getClass().getSimpleName()),
        cause);
  }

  private void walk(Path folder, List<String> names, int depth, Layout above) throws IOException {
    if (depth > MailLimits.MAX_SOURCE_DEPTH) {
      visitor.problem(
          folder,
          new MailException(
              MailError.SOURCE_TOO_LARGE,
              "folders nest at most %d deep; move this one up"
                  .formatted(MailLimits.MAX_SOURCE_DEPTH)));
      return;
    }
    FolderListing listing;
    try {
      listing = FolderListing.of(folder);
    } catch (IOException e) {
      visitor.problem(folder, unreadable(e));
      return;
    }
    if (MozillaLayout.isProfile(listing)) {
      profile(folder, names, depth);
      return;
    }
    boolean mozilla = above != Layout.APPLE && MozillaLayout.hasMail(listing);
    Layout layout = mozilla ? Layout.MOZILLA : above;
    for (Path file : listing.files()) {
      file(file, names, layout);
    }
    for (Path child : listing.folders()) {
      folder(child, names, depth, layout);
    }
  }

  private void file(Path file, List<String> names, Layout layout) throws IOException {
    String name = file.getFileName().toString();
    switch (layout) {
      case APPLE -> {
        if (name.equals(APPLE_MBOX)) {
          visitor.mail(new TreeItem(names, TreeItem.Kind.MBOX, file));
        } else if (FileKind.byName(file) == FileKind.APPLE_MESSAGE) {
          visitor.mail(new TreeItem(names, TreeItem.Kind.APPLE_MESSAGE, file));
        } else if (FileKind.byName(file) == FileKind.MESSAGE) {
          visitor.mail(new TreeItem(names, TreeItem.Kind.MESSAGE, file));
        } else {
          visitor.skipped(file);
        }
      }
      case MOZILLA -> {
        if (MozillaLayout.isMbox(file)) {
          List<String> folder = below(names, MozillaLayout.name(file, name));
          visitor.mail(new TreeItem(folder, TreeItem.Kind.MOZILLA_MBOX, file));
        } else {
          plainFile(file, names);
        }
      }
      case PLAIN -> plainFile(file, names);
    }
  }

  private void plainFile(Path file, List<String> names) throws IOException {
    switch (FileKind.of(file)) {
      case MESSAGE -> visitor.mail(new TreeItem(names, TreeItem.Kind.MESSAGE, file));
      case APPLE_MESSAGE -> visitor.mail(new TreeItem(names, TreeItem.Kind.APPLE_MESSAGE, file));
      case MBOX -> {
        List<String> folder = below(names, FileKind.stem(file.getFileName().toString()));
        visitor.mail(new TreeItem(folder, TreeItem.Kind.MBOX, file));
      }
      case OTHER -> visitor.skipped(file);
    }
  }

  private void folder(Path child, List<String> names, int depth, Layout layout) throws IOException {
    String name = child.getFileName().toString();
    if (isAppleFolder(child)) {
      walk(child, below(names, FileKind.stem(name)), depth + 1, Layout.APPLE);
      return;
    }
    switch (layout) {
      case APPLE -> {
        if (!name.equals(APPLE_ATTACHMENTS)) {
          walk(child, names, depth + 1, layout);
        }
      }
      case MOZILLA -> mozillaFolder(child, names, depth);
      case PLAIN -> {
        if (MaildirSource.isMaildir(child)) {
          visitor.mail(new TreeItem(below(names, name), TreeItem.Kind.MAILDIR, child));
        } else {
          walk(child, below(names, name), depth + 1, layout);
        }
      }
    }
  }

  private void mozillaFolder(Path child, List<String> names, int depth) throws IOException {
    String name = child.getFileName().toString();
    if (name.endsWith(MozillaLayout.SUBFOLDERS)) {
      String parent = name.substring(0, name.length() - MozillaLayout.SUBFOLDERS.length());
      List<String> folder = below(names, MozillaLayout.name(child, parent));
      walk(child, folder, depth + 1, Layout.MOZILLA);
    } else if (MaildirSource.isMaildir(child)) {
      mozillaMessages(child.resolve("cur"), below(names, MozillaLayout.name(child, name)));
    }
  }

  private void mozillaMessages(Path place, List<String> folder) throws IOException {
    if (Files.isSymbolicLink(place)) {
      visitor.problem(place, FolderListing.link());
      return;
    }
    for (Path file : FolderListing.of(place).files()) {
      visitor.mail(new TreeItem(folder, TreeItem.Kind.MOZILLA_MESSAGE, file));
    }
  }

  /** Each account of a profile is a folder, but if there is one only, its folders are the top. */
  private void profile(Path folder, List<String> names, int depth) throws IOException {
    List<Path> accounts = MozillaLayout.accounts(folder);
    for (Path account : accounts) {
      boolean alone = accounts.size() == 1;
      List<String> top = alone ? names : below(names, account.getFileName().toString());
      walk(account, top, depth + 2, Layout.MOZILLA);
    }
  }

  private static boolean isAppleFolder(Path folder) {
    String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
    return name.endsWith(".mbox");
  }

  private static List<String> below(List<String> names, String name) {
    List<String> folder = new ArrayList<>(names);
    folder.add(name);
    return List.copyOf(folder);
  }
}
