package dev.freehold.server.quickstart;

import dev.freehold.mail.transfer.AppendReceipt;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.mail.transfer.MailSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what a server has acknowledged: SHA-256 by UID. */
final class AcknowledgedMail implements MailSink {

  private final MailSink server;
  private final Map<Long, String> sha256ByUid;

  AcknowledgedMail(MailSink server, Map<Long, String> sha256ByUid) {
    this.server = server;
    this.sha256ByUid = sha256ByUid;
  }

  static Map<Long, String> nothing() {
    return new ConcurrentHashMap<>();
  }

  @Override
  public void makeFolder(String path) throws IOException {
    server.makeFolder(path);
  }

  @Override
  public AppendReceipt append(AppendRequest request, InputStream content) throws IOException {
    AppendReceipt receipt = server.append(request, content);
    String before = sha256ByUid.put(receipt.uid(), receipt.sha256());
    if (before != null && !before.equals(receipt.sha256())) {
      throw new AssertionError("UID " + receipt.uid() + " was given to two messages");
    }
    return receipt;
  }
}
