package dev.freehold.mailserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Header;
import org.apache.james.mailbox.model.MimeDescriptor;
import org.apache.james.mailbox.store.MimeDescriptorImpl;
import org.apache.james.mime4j.MimeException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The structure of a message with parts")
class MessageStructureTest {

  @Test
  @DisplayName("is what James makes of it, but that a part's octets are all of its octets")
  void asJamesHasIt() throws Exception {
    Path corpus = Path.of(System.getProperty("freehold.shared", "")).resolve("corpus/mail");
    assumeThat(corpus).isDirectory();
    int composite = 0;
    List<String> differing = new ArrayList<>();
    try (Stream<Path> messages = Files.list(corpus)) {
      for (Path message : messages.toList()) {
        byte[] bytes = Files.readAllBytes(message);
        Optional<MimeDescriptor> read = ours(bytes);
        if (read.isPresent()) {
          composite++;
          if (!text(read.get(), 0).equals(text(james(bytes), 0))) {
            differing.add(message.getFileName().toString());
          }
        }
      }
    }
    assertThat(differing).isEmpty();
    assertThat(composite).isGreaterThan(50);
  }

  @Test
  @DisplayName("is left to others for a message without parts")
  void simple() throws IOException {
    assertThat(ours("Subject: x\r\n\r\ny\r\n".getBytes(StandardCharsets.US_ASCII))).isEmpty();
  }

  @Test
  @DisplayName("counts a message within it whole, what follows its parts too")
  void octets() throws IOException {
    String inner =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\nepilogue\r\n";
    byte[] message =
        ("Content-Type: message/rfc822\r\n\r\n" + inner).getBytes(StandardCharsets.US_ASCII);
    assertThat(ours(message).orElseThrow().getBodyOctets()).isEqualTo(inner.length());
    assertThat(ours(message).orElseThrow().getLines()).isEqualTo(inner.lines().count());
  }

  private static Optional<MimeDescriptor> ours(byte[] message) throws IOException {
    try (InputStream in = new ByteArrayInputStream(message)) {
      return MessageStructure.ofComposite(in, message.length);
    }
  }

  private static MimeDescriptor james(byte[] message) throws IOException {
    try (InputStream in = new ByteArrayInputStream(message)) {
      return MimeDescriptorImpl.build(in);
    } catch (MimeException e) {
      throw new IOException(e);
    }
  }

  private static String text(MimeDescriptor part, int depth) throws MailboxException {
    StringBuilder all = new StringBuilder(" ".repeat(depth));
    all.append(
        List.of(
            String.valueOf(part.getMimeType()),
            String.valueOf(part.getMimeSubType()),
            String.valueOf(part.getContentID()),
            String.valueOf(part.getContentDescription()),
            String.valueOf(part.getContentLocation()),
            String.valueOf(part.getContentMD5()),
            String.valueOf(part.getTransferContentEncoding()),
            String.valueOf(part.getLanguages()),
            String.valueOf(part.getDisposition()),
            String.valueOf(part.getDispositionParams()),
            part.contentTypeParameters(),
            part.getLines(),
            part.getBodyOctets()));
    for (Iterator<Header> headers = part.headers(); headers.hasNext(); ) {
      Header header = headers.next();
      all.append('\n').append(header.getName()).append(": ").append(header.getValue());
    }
    all.append('\n');
    if (part.embeddedMessage() != null) {
      all.append(text(part.embeddedMessage(), depth + 1));
    }
    for (Iterator<MimeDescriptor> parts = part.parts(); parts.hasNext(); ) {
      all.append(text(parts.next(), depth + 1));
    }
    return all.toString();
  }
}
