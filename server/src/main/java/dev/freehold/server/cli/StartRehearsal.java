package dev.freehold.server.cli;

import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.log.LogSetup;
import dev.freehold.server.quickstart.QuickstartFolder;
import dev.freehold.server.quickstart.QuickstartSettings;
import dev.freehold.server.quickstart.RehearsedRequests;
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
 * What the launcher starts once, so that the JVM learns for its start-up cache which classes a
 * server needs and how its methods are used: a first start and a later one, with every listener,
 * each with probes and a command; then the requests that busy servers answer.
 *
 * <p>The JVM loads every class of its start-up cache at each start, so the requests are sent by
 * clients that need few classes of their own.
 */
final class StartRehearsal {

  private static final List<String> ARGUMENTS = List.of("warm-up", "serve");
  private static final List<String> PROBES = List.of("/livez", "/readyz");

  /** A busy vault would throttle the requests. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("FREEHOLD_VAULT_THROTTLING_PERCENT", "0");

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
      int first = serve(folder, false, out, err);
      int later = serve(folder, true, out, err);
      return OptionalInt.of(Math.max(first, later));
    }
  }

  private static int serve(
      QuickstartFolder folder, boolean isBusy, PrintWriter out, PrintWriter err)
      throws IOException {
    ServerSettings settings = QuickstartSettings.of(folder, ENVIRONMENT, false);
    LogSetup.apply(settings.logging().level(), settings.logging().format());
    try (FreeholdServer server = FreeholdServer.start(settings, Clock.systemUTC());
        HttpsClient client = new HttpsClient(server.clientTls(), PATIENCE)) {
      ServeRun.logStart(server);
      for (String probe : PROBES) {
        HttpRequest request = HttpRequest.newBuilder(server.apiUri().resolve(probe)).build();
        client.send(request, MAX_ANSWER_BYTES, PATIENCE);
      }
      String[] status = {"status", "--connection", server.operatorConnection().toString()};
      int code = Main.commandLine(status).setOut(out).setErr(err).execute(status);
      if (isBusy) {
        RehearsedRequests.send(server, Clock.systemUTC());
      }
      return code;
    }
  }
}
