package dev.freehold.mail.transfer;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.format.MaildirName;
import dev.freehold.mail.format.ModifiedUtf7;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a Maildir. What is recent and has no other flag goes to {@code new}. */
final class MaildirWriter implements ExportWriter {

  private static final int MAX_KEYWORDS = 26;
  private static final int MAX_NAME_CHARS = 200;
  private static final int HASH_CHARS = 16;

  private final Path root;
  private final List<String> keywords = new ArrayList<>();
  private String folderPath = "";
  private Path folder;

  MaildirWriter(Path root) {
    this.root = root;
  }

  @Override
  public ExportEntry write(MailItem item, InputStream content) throws IOException {
    if (folder == null || !folderPath.equals(item.folder())) {
      beginFolder(item.folder());
    }
    Path file = folder.resolve(place(item));
    return VerifiedCopy.toFile(item, content, file);
  }

  private String place(MailItem item) {
    String unique =
        "%d.F%010d.freehold,S=%d"
            .formatted(item.internalDate().getEpochSecond(), item.uid(), item.sizeBytes());
    if (item.flags().equals(MessageFlags.of(MessageFlag.RECENT))) {
      return "new/" + unique;
    }
    for (String keyword : item.flags().keywords()) {
      boolean known = keywords.contains(keyword) || keyword.equals(MessageFlags.FORWARDED);
      if (!known && keywords.size() < MAX_KEYWORDS) {
        keywords.add(keyword);
      }
    }
    return "cur/" + MaildirName.of(unique, item.flags(), keywords).fileName();
  }

  private void beginFolder(String path) throws IOException {
    endFolder();
    folderPath = path;
    folder = path.equals(FolderPath.INBOX) ? root : root.resolve(name(path));
    for (String part : List.of("cur", "new", "tmp")) {
      Files.createDirectories(folder.resolve(part));
    }
    if (!folder.equals(root)) {
      Files.writeString(folder.resolve("maildirfolder"), "");
    }
  }

  /** Dots part the names; a dot in a name is encoded. A name too long is cut and marked. */
  private static String name(String path) {
    StringBuilder name = new StringBuilder();
    for (String part : path.split("/", -1)) {
      name.append('.').append(ModifiedUtf7.encode(part, ".\\:"));
    }
    if (name.length() <= MAX_NAME_CHARS) {
      return name.toString();
    }
    String hash = Sha256.hex(path.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_CHARS);
    return name.substring(0, MAX_NAME_CHARS) + "~" + hash;
  }

  @Override
  public void emptyFolder(String path) throws IOException {
    beginFolder(path);
    endFolder();
  }

  @Override
  public void endFolder() throws IOException {
    if (folder != null && !keywords.isEmpty()) {
      StringBuilder list = new StringBuilder();
      for (int n = 0; n < keywords.size(); n++) {
        list.append(n).append(' ').append(keywords.get(n)).append('\n');
      }
      Files.writeString(folder.resolve("dovecot-keywords"), list);
    }
    keywords.clear();
    folder = null;
  }

  @Override
  public void close() throws IOException {
    endFolder();
    for (String part : List.of("cur", "new", "tmp")) {
      Files.createDirectories(root.resolve(part));
    }
  }
}
