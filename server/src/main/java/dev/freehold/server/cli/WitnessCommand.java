package dev.freehold.server.cli;

import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.NoteArguments;
import dev.freehold.server.config.SecretFile;
import dev.freehold.server.health.MetricsAddress;
import dev.freehold.server.health.ScrapeToken;
import dev.freehold.server.witness.WitnessServer;
import dev.freehold.web.net.Loopback;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freehold witness}. */
@Command(
    name = "witness",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a witness, which cosigns the checkpoints of logs that it knows, and "
          + "refuses a second history of one log.",
      "Run it where the operator of the logs has no access."
    })
final class WitnessCommand implements Callable<Integer> {

  private static final int MAX_LOGS = 10_000;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder for its key and for the latest checkpoint of each log.")
  private Path folder;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Its name, a URL without scheme, such as witness.example.org/main.")
  private String name;

  @Option(
      names = "--log",
      paramLabel = "VKEY",
      description = "The verifier key of a log to witness; may be repeated.")
  private List<String> logs = List.of();

  @Option(
      names = "--logs",
      paramLabel = "FILE",
      description = "A file with a verifier key on each line; empty and # lines are ignored.")
  private Path logsFile;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "localhost",
      description = "The DNS name by which logs reach it (default: localhost).")
  private String host;

  @Option(
      names = "--bind-address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen on (default: 127.0.0.1).")
  private String bindAddress;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8446",
      description = "The port; 0 picks a free one (default: 8446).")
  private int port;

  @Option(
      names = "--plain-http",
      description = "Speak HTTP without TLS, on a loopback address only.")
  private boolean plain;

  @Option(
      names = "--metrics-address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The IP address of /metrics and /health (default: 127.0.0.1). On a loopback "
              + "address they use plain HTTP; any other address requires HTTPS and a token.")
  private String metricsAddress;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "8448",
      description = "The port of /metrics and /health; 0 picks a free one (default: 8448).")
  private int metricsPort;

  @Option(
      names = "--metrics-token-file",
      paramLabel = "FILE",
      description = "A file whose first line is the bearer token for /metrics and /health.")
  private Path metricsTokenFile;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (plain && !Loopback.isHost(bindAddress)) {
      throw invalid("--plain-http is for loopback addresses only; leave it out for HTTPS");
    }
    WitnessServer server =
        WitnessServer.start(
            new WitnessServer.Settings(
                folder, name, keys(), host, bindAddress, port, plain, metrics()),
            Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
    PrintWriter out = spec.commandLine().getOut();
    server
        .authorityFile()
        .ifPresent(file -> out.println("logs trust the certificate authority in " + file.shown()));
    out.println("figures and health are at " + server.metricsUri());
    out.println("freehold witness cosigns as " + server.verifierKey());
    out.println("freehold witness serves at " + server.address());
    out.flush();
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  private MetricsAddress metrics() {
    Optional<ScrapeToken> token =
        Optional.ofNullable(metricsTokenFile).map(SecretFile::read).map(ScrapeToken::of);
    try {
      return new MetricsAddress(InetAddress.ofLiteral(metricsAddress), metricsPort, token);
    } catch (IllegalArgumentException notAnAddress) {
      throw invalid("--metrics-address is an IP address");
    }
  }

  private List<VerifierKey> keys() throws IOException {
    List<String> lines = new ArrayList<>(logs);
    if (logsFile != null) {
      lines.addAll(Files.readAllLines(logsFile));
    }
    List<VerifierKey> keys = new ArrayList<>();
    for (String line : lines) {
      String vkey = line.strip();
      if (!vkey.isEmpty() && !vkey.startsWith("#")) {
        keys.add(NoteArguments.key("--log", VerifierKey.Use.NOTE, vkey));
      }
    }
    if (keys.isEmpty() || keys.size() > MAX_LOGS) {
      throw invalid("give 1 to %d logs with --log or --logs".formatted(MAX_LOGS));
    }
    return keys;
  }

  private static ServerException invalid(String message) {
    return new ServerException(ServerError.CONFIGURATION_INVALID, message);
  }

  /** Runs when the process is told to end. A clean stop is a success, not the signal's number. */
  private static void stop(WitnessServer server) {
    server.close();
    Runtime.getRuntime().halt(ExitCode.OK);
  }
}
