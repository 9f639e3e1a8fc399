package dev.freehold.server.cli;

import dev.freehold.server.config.ConfigurationLoader;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.log.LogSetup;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.web.client.HttpsClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the launcher starts once to learn which classes a server needs: a first start and a later
 * one, with every listener, each with probes and a command, and nothing else. The JVM loads every
 * class of its start-up cache at each start, so a class that only some requests need costs each
 * start more than it saves.
 */
final class StartRehearsal {

  private static final List<String> ARGUMENTS = List.of("warm-up", "serve");
  private static final List<String> PROBES = List.of("/livez", "/readyz");
  private static final int STARTS = 2;
  private static final int MAX_ANSWER_BYTES = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private StartRehearsal() {}

  /**
   * Runs it if the launcher asks for it.
   *
   * @return the exit code; empty if the arguments are for the parser of command lines
   */
  static OptionalInt run(String[] arguments, PrintWriter out, PrintWriter err) throws IOException {
    if (!Arrays.asList(arguments).equals(ARGUMENTS)) {
      return OptionalInt.empty();
    }
    Path folder = Files.createTempDirectory("freehold-warm-up-");
    try {
      int worst = 0;
      for (int start = 0; start < STARTS; start++) {
        worst = Math.max(worst, serve(folder, out, err));
      }
      return OptionalInt.of(worst);
    } finally {
      remove(folder);
    }
  }

  private static int serve(Path folder, PrintWriter out, PrintWriter err) throws IOException {
    ServerSettings settings = settings(folder);
    LogSetup.apply(settings.logging().level(), settings.logging().format());
    try (FreeholdServer server = FreeholdServer.start(settings, Clock.systemUTC());
        HttpsClient client = new HttpsClient(server.clientTls(), PATIENCE)) {
      for (String probe : PROBES) {
        HttpRequest request = HttpRequest.newBuilder(server.apiUri().resolve(probe)).build();
        client.send(request, MAX_ANSWER_BYTES, PATIENCE);
      }
      String[] status = {"status", "--connection", server.operatorConnection().toString()};
      return Main.commandLine(status).setOut(out).setErr(err).execute(status);
    }
  }

  private static ServerSettings settings(Path folder) throws IOException {
    Map<String, String> chosen =
        Map.of(
            "freehold.data-folder", folder.toString(),
            "freehold.api.port", "0",
            "freehold.vault.port", "0",
            "freehold.files.s3.port", "0",
            "freehold.metrics.port", "0",
            "freehold.imap.name", "localhost",
            "freehold.imap.port", freePort(),
            "freehold.lmtp.port", freePort());
    return ServerSettings.from(new ConfigurationLoader().load(Optional.empty(), Map.of(), chosen));
  }

  /** For listeners that 0 switches off. */
  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    }
  }
}
