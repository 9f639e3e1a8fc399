package dev.freehold.mailserver.process;

import dev.freehold.mailserver.imap.RawClient;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Two mail servers, each a process, of one mailbox on one PostgreSQL and one folder of blobs. */
final class TwoNodes implements AutoCloseable {

  /** What one node does, a client of the other in IDLE hears within this time. */
  static final Duration HEARD = Duration.ofSeconds(2);

  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m");

  final MailPlace place;
  final MailServerChild here;
  final MailServerChild there;

  private TwoNodes(MailPlace place) throws IOException {
    this.place = place;
    here = start(place);
    there = start(place);
  }

  static TwoNodes start(Path folder) throws IOException {
    return new TwoNodes(StoredMail.prepare(Dialect.POSTGRESQL, folder));
  }

  private static MailServerChild start(MailPlace place) throws IOException {
    return MailServerChild.start(List.of(place), QUICK_START);
  }

  /** Somebody who has signed in to a node. */
  static RawClient client(MailServerChild node) {
    return node.door(0).imap();
  }

  /** The same, with a folder open. */
  static RawClient in(MailServerChild node, String folder) {
    RawClient client = client(node);
    client.command("s", "SELECT " + folder).isOk();
    return client;
  }

  /** The same, in IDLE. */
  static RawClient idle(MailServerChild node, String folder) {
    RawClient client = in(node, folder);
    client.send("i IDLE\r\n");
    String answer = client.line();
    while (!answer.startsWith("+ ")) {
      answer = client.line();
    }
    return client;
  }

  @Override
  public void close() {
    here.close();
    there.close();
  }
}
