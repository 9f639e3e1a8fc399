package dev.freehold.mail.transfer;

import dev.freehold.crypto.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Messages of one folder in memory, in the order in which they came. */
final class MemoryMail implements MailSink, MailSource {

  private final List<MailItem> items = new ArrayList<>();
  private final List<byte[]> contents = new ArrayList<>();

  @Override
  public synchronized AppendReceipt append(AppendRequest request, InputStream content)
      throws IOException {
    byte[] bytes = content.readAllBytes();
    var digest = Sha256.digest();
    digest.update(bytes);
    String sha256 = Sha256.hex(digest);
    contents.add(bytes);
    items.add(
        new MailItem(
            request.folder(),
            contents.size(),
            request.flags(),
            request.internalDate(),
            bytes.length,
            sha256,
            request.properties()));
    return new AppendReceipt(contents.size(), 1, bytes.length, sha256, false);
  }

  @Override
  public void makeFolder(String path) {
    throw new AssertionError("every folder has messages here");
  }

  @Override
  public synchronized List<MailFolder> folders() {
    return items.stream()
        .map(MailItem::folder)
        .distinct()
        .map(path -> new MailFolder(path, items.size(), 0))
        .toList();
  }

  @Override
  public synchronized List<MailItem> list(String folder, long afterUid, int max) {
    return items.stream().filter(item -> item.uid() > afterUid).limit(max).toList();
  }

  @Override
  public synchronized InputStream open(MailItem item) {
    return new ByteArrayInputStream(contents.get((int) item.uid() - 1));
  }
}
