package dev.freehold.mail.source;

import dev.freehold.mail.MailException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Mail on disk that can be imported. Reading it changes nothing there. */
public interface ImportSource {

  /**
   * What it is, for people: {@code mbox}, {@code maildir}, {@code message}, {@code folder} or
   * {@code export}.
   */
  String kind();

  /** How much there is; walks folders but reads no message. */
  Size size() throws IOException;

  /**
   * The folders, each as its names from the top, those without messages too; the root is one if it
   * has messages. Reads no message.
   */
  Collection<List<String>> folders() throws IOException;

  /**
   * Tells whether the names of its folders are those of a mailbox that was exported, so that the
   * same paths can be made again.
   */
  default boolean hasPathsOfMailbox() {
    return false;
  }

  /** Tells {@code visitor} of every message, once, in the source's order, in bounded memory. */
  void forEach(SourceVisitor visitor) throws IOException;

  /**
   * Recognises what {@code path} is by its structure and content.
   *
   * @throws MailException {@code import-source-not-found}, {@code import-source-unreadable} or
   *     {@code import-source-unrecognised}
   */
  static ImportSource detect(Path path) {
    try {
      return SourceDetection.detect(path);
    } catch (IOException e) {
      throw SourceDetection.unreadable(path, e);
    }
  }

  /**
   * Recognises what a user keeps at {@code path}, which {@link UserPattern} found. Whoever imports
   * it may read everybody's mail, so a symbolic link that a user has set must not choose whose.
   *
   * @throws MailException as {@link #detect}
   */
  static ImportSource ofUser(Path path) {
    try {
      return SourceDetection.ofUser(path);
    } catch (IOException e) {
      throw SourceDetection.unreadable(path, e);
    }
  }

  /**
   * How much a source holds.
   *
   * @param messages how many messages, or -1 where only a full pass could tell (mbox)
   * @param bytes their length in the source
   */
  record Size(long messages, long bytes) {}
}
