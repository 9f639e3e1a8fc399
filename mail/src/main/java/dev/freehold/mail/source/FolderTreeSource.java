package dev.freehold.mail.source;

import dev.freehold.mail.MailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * A folder tree of message files, mbox files and Maildirs, or of Thunderbird or Apple Mail; each
 * folder of the tree with messages in it, each mbox and each Maildir is a mail folder.
 */
final class FolderTreeSource implements ImportSource {

  private final Path root;
  private final Contents contents = new Contents();

  private FolderTreeSource(Path root) {
    this.root = root;
  }

  /** Looks through the tree, which finds its folders and how much there is. */
  static FolderTreeSource of(Path root) throws IOException {
    FolderTreeSource source = new FolderTreeSource(root);
    MailTree.walk(root, source.contents);
    return source;
  }

  /** Tells of all in a tree without the files that are left out by their location. */
  static void tell(Path root, SourceVisitor visitor, Predicate<String> leftOut) throws IOException {
    FolderTreeSource source = new FolderTreeSource(root);
    MailTree.walk(root, source.new Telling(visitor, leftOut));
  }

  @Override
  public String kind() {
    return "folder";
  }

  /** Tells whether there is anything of mail. */
  boolean hasMail() {
    return !contents.folders.isEmpty();
  }

  @Override
  public Size size() {
    return new Size(contents.countable ? contents.messages : -1, contents.bytes);
  }

  @Override
  public Collection<List<String>> folders() {
    return contents.folders;
  }

  @Override
  public void forEach(SourceVisitor visitor) throws IOException {
    MailTree.walk(root, new Telling(visitor, location -> false));
  }

  private String location(Path file) {
    return root.relativize(file).toString();
  }

  private final class Contents implements MailTree.Visitor {
    private final Collection<List<String>> folders = new LinkedHashSet<>();
    private long messages;
    private long bytes;
    private boolean countable = true;

    @Override
    public void mail(TreeItem item) throws IOException {
      switch (item.kind()) {
        case MESSAGE, APPLE_MESSAGE, MOZILLA_MESSAGE -> {
          folders.add(item.folder());
          messages++;
          bytes += Files.size(item.path());
        }
        case MBOX, MOZILLA_MBOX -> {
          folders.add(item.folder());
          countable = false;
          bytes += Files.size(item.path());
        }
        case MAILDIR -> {
          MaildirSource maildir = maildir(item);
          folders.addAll(maildir.folders());
          Size size = maildir.size();
          messages += size.messages();
          bytes += size.bytes();
        }
      }
    }

    @Override
    public void skipped(Path file) {}

    @Override
    public void problem(Path place, MailException problem) {}
  }

  private MaildirSource maildir(TreeItem item) {
    return new MaildirSource(item.path(), item.folder(), location(item.path()) + "/");
  }

  private final class Telling implements MailTree.Visitor {
    private final SourceVisitor visitor;
    private final Predicate<String> leftOut;

    Telling(SourceVisitor visitor, Predicate<String> leftOut) {
      this.visitor = visitor;
      this.leftOut = leftOut;
    }

    @Override
    public void mail(TreeItem item) {
      String location = location(item.path());
      if (leftOut.test(location)) {
        return;
      }
      try {
        switch (item.kind()) {
          case MESSAGE ->
              visitor.message(
                  new MessageFile(
                      item.folder(), location, Files.size(item.path()), item.path(), false));
          case MOZILLA_MESSAGE ->
              visitor.message(
                  new MessageFile(
                      item.folder(), location, Files.size(item.path()), item.path(), true));
          case APPLE_MESSAGE -> AppleMessage.tell(item.folder(), location, item.path(), visitor);
          case MBOX -> MboxSource.inTree(item.path(), item.folder(), location).forEach(visitor);
          case MOZILLA_MBOX ->
              MboxSource.ofMozilla(item.path(), item.folder(), location).forEach(visitor);
          case MAILDIR -> maildir(item).forEach(visitor);
        }
      } catch (IOException e) {
        visitor.problem(location, MailTree.unreadable(e));
      } catch (MailException e) {
        visitor.problem(location, e);
      }
    }

    @Override
    public void skipped(Path file) {
      if (!leftOut.test(location(file))) {
        visitor.skipped(location(file));
      }
    }

    @Override
    public void problem(Path place, MailException problem) {
      visitor.problem(location(place), problem);
    }
  }
}
