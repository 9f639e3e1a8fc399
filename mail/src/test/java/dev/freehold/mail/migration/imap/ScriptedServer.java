package dev.freehold.mail.migration.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A server on loopback that says what a test says: a greeting, then one answer to each line that
 * comes. {@code TAG} in an answer is the tag of that line.
 */
final class ScriptedServer implements AutoCloseable {

  private final ServerSocket socket;
  private final String[] answers;

  ScriptedServer(String... answers) throws IOException {
    this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    this.answers = answers;
    Thread.ofVirtual().start(this::serve);
  }

  private void serve() {
    try (Socket client = socket.accept();
        OutputStream out = client.getOutputStream();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
      out.write(answers[0].getBytes(ISO_8859_1));
      for (int i = 1; i < answers.length; i++) {
        String line = in.readLine();
        String tag = line == null ? "*" : line.split(" ", 2)[0];
        out.write(answers[i].replace("TAG", tag).getBytes(ISO_8859_1));
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  /** Connects to it and hears its greeting. */
  ImapClient connect(ConnectionSecurity security) throws IOException {
    SourceServers permitted = new SourceServers(Set.of("localhost:" + socket.getLocalPort()));
    return ImapClient.connect(new SourceSockets(permitted), endpoint(security));
  }

  private MigrationEndpoint endpoint(ConnectionSecurity security) {
    return new MigrationEndpoint(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "scripted",
        "localhost",
        socket.getLocalPort(),
        security,
        CertificateTrust.PUBLIC,
        SignInMethod.BASIC,
        1,
        0,
        Instant.EPOCH);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
