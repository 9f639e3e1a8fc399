package dev.freehold.server.cli;

import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.log.LogSetup;
import dev.freehold.server.quickstart.QuickstartFolder;
import dev.freehold.server.quickstart.QuickstartSettings;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.web.client.HttpsClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

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
    try (QuickstartFolder folder = QuickstartFolder.temporary()) {
      int worst = 0;
      for (int start = 0; start < STARTS; start++) {
        worst = Math.max(worst, serve(folder, out, err));
      }
      return OptionalInt.of(worst);
    }
  }

  private static int serve(QuickstartFolder folder, PrintWriter out, PrintWriter err)
      throws IOException {
    ServerSettings settings = QuickstartSettings.of(folder, Map.of(), false);
    LogSetup.apply(settings.logging().level(), settings.logging().format());
    try (FreeholdServer server = FreeholdServer.start(settings, Clock.systemUTC());
        HttpsClient client = new HttpsClient(server.clientTls(), PATIENCE)) {
      ServeRun.logStart(server);
      for (String probe : PROBES) {
        HttpRequest request = HttpRequest.newBuilder(server.apiUri().resolve(probe)).build();
        client.send(request, MAX_ANSWER_BYTES, PATIENCE);
      }
      String[] status = {"status", "--connection", server.operatorConnection().toString()};
      return Main.commandLine(status).setOut(out).setErr(err).execute(status);
    }
  }
}
